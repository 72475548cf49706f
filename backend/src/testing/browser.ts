import { type Browser, chromium } from 'playwright-core';

/** What runs in a container, without what a browser would send home by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a real browser without a window. @param program where Chromium is, see `findProgram` */
export const launchBrowser = (program: string): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ARGUMENTS });
