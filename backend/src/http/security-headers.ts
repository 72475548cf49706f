import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

type Header = readonly [name: string, value: string];

/** What helmet sets is the same for every request, so its fifteen steps are taken once. */
const headersSetBy = (middleware: ReturnType<typeof helmet>): Header[] => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const headers: Header[] = [];
  response.setHeader = (name, value) => {
    headers.push([name, String(value)]);
    return response;
  };
  middleware(request, response, () => undefined);
  return headers;
};

/** On every answer. The API answers data, never a page: nothing may be loaded, framed or run from an answer. */
export const SECURITY_HEADERS: readonly Header[] = headersSetBy(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  }),
);

/** Puts `SECURITY_HEADERS` on the answer. */
export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  next();
};
