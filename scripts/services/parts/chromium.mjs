import { debianPackage } from '../sources/debian.mjs';

/** A real browser for tests of pages. @type {import('../part.mjs').Part} */
export const chromium = {
  name: 'chromium',
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  minimum: '120',
  versionArguments: ['--version'],
  source: debianPackage({ package: 'chromium', usually: '1 min' }),
  byHand: 'Debian: apt-get install chromium; elsewhere any Chrome or Chromium on PATH',
};
