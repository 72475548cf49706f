import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CachedBody } from './cached-body.js';

/** The page that shows the document, from files of our own alone. Its links are relative, so a proxy may prefix them. */

/** Nothing but our own files: no inline script or style, no other host. Swagger UI's style sheet carries its icons. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Chatwatch API</title>
    <link rel="icon" type="image/png" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <script src="docs/swagger-ui-bundle.js" defer></script>
    <script src="docs/start.js" defer></script>
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript>This page needs JavaScript; the document itself is <a href="openapi.json">openapi.json</a>.</noscript>
  </body>
</html>
`;

// `validatorUrl: null` keeps the document from a validator on the Internet.
const start = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

const text = (mediaType: string, content: string): CachedBody =>
  new CachedBody(`${mediaType}; charset=utf-8`, () => Buffer.from(content));

const fromPackage = (mediaType: string, name: string): CachedBody =>
  new CachedBody(mediaType, () => {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve('swagger-ui-dist/package.json');
    return readFile(path.join(path.dirname(manifest), name));
  });

/** The page itself. */
export const referencePage = text('text/html', html);

/** What the page loads, by name below `/docs/`; there is nothing else. */
export const pageFiles = {
  'start.js': text('text/javascript', start),
  'swagger-ui-bundle.js': fromPackage('text/javascript; charset=utf-8', 'swagger-ui-bundle.js'),
  'swagger-ui.css': fromPackage('text/css; charset=utf-8', 'swagger-ui.css'),
  'favicon-32x32.png': fromPackage('image/png', 'favicon-32x32.png'),
} as const;

export type PageFile = keyof typeof pageFiles;
