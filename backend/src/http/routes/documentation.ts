import { z } from 'zod';
import { notFound } from '../../errors.js';
import { CachedBody } from '../openapi/cached-body.js';
import { openApiDocument } from '../openapi/document.js';
import { PAGE_POLICY, type PageFile, pageFiles, referencePage } from '../openapi/reference-page.js';
import { refusal } from '../resources.js';
import { type Route, type RouteDescription, streamRoute } from '../route.js';

const KNOWN = { description: 'The caller has it already, as "If-None-Match" says' };

const fileNames = Object.keys(pageFiles) as PageFile[]; // of an object that has no other keys

/**
 * The API's own description and the page that shows it.
 * @param describe every route, asked when the document is first wanted: these are among them
 */
export const documentationRoutes = (describe: () => readonly RouteDescription[]): Route[] => {
  const document = new CachedBody('application/json; charset=utf-8', () =>
    Buffer.from(JSON.stringify(openApiDocument(describe()))),
  );
  return [
    streamRoute({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getDocument',
      summary: 'This document',
      description: 'OpenAPI 3.1, made from the schemas that requests are checked with.',
      auth: 'none',
      answers: { 200: { description: 'The document', schema: anyDocument }, 304: KNOWN },
      handler: (request, response) => document.send(request, response),
    }),
    ...pageRoutes(),
  ];
};

const anyDocument = z.looseObject({ openapi: z.literal('3.1.0') });

const pageRoutes = (): Route[] => [
  streamRoute({
    method: 'get',
    path: '/docs',
    operationId: 'getReference',
    summary: 'This document as a page',
    description: 'For people: every operation with its examples, and a form to try it.',
    auth: 'none',
    answers: {
      200: { description: 'The page', mediaType: 'text/html' },
      304: KNOWN,
      308: { description: 'The page has no slash at its end' },
    },
    handler: (request, response) => {
      // With a slash at the end the page's relative links would lead nowhere.
      if (request.path.endsWith('/')) {
        response.status(308).location('../docs').end();
        return undefined;
      }
      response.setHeader('Content-Security-Policy', PAGE_POLICY);
      return referencePage.send(request, response);
    },
  }),
  streamRoute({
    method: 'get',
    path: '/docs/:file',
    operationId: 'getReferenceFile',
    summary: 'What the page loads',
    description: 'Style, scripts and icon of the page.',
    auth: 'none',
    // Any other is not found, rather than malformed: the names are for the document.
    params: z.object({ file: z.string().meta({ enum: fileNames }) }),
    answers: {
      200: { description: 'The file, in the type of its ending', mediaType: '*/*' },
      304: KNOWN,
      404: refusal('The page loads no such file'),
    },
    handler: ({ params: { file } }, response) => {
      const name = fileNames.find((one) => one === file);
      if (!name) throw notFound('file');
      return pageFiles[name].send(response.req, response);
    },
  }),
];
