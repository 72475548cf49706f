import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exposition } from './exposition.js';
import { contentTypes, negotiateFormat } from './negotiate.js';

/** Answers a scrape; fits `app.get('/metrics', ...)` and `http.createServer(...)`. */
export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A handler that answers in the format the Accept header prefers, 500 when the exposition cannot be written. */
export function createMetricsHandler(exposition: Exposition, onError: (error: Error) => void): MetricsHandler {
  return (request, response) => {
    const format = negotiateFormat(request.headers.accept);
    exposition.render(format).then(
      (body) => {
        response.writeHead(200, {
          'Content-Type': contentTypes[format],
          'Content-Length': body.length,
          'Cache-Control': 'no-store',
          Vary: 'Accept',
        });
        response.end(body);
      },
      (error: unknown) => {
        onError(error instanceof Error ? error : new Error('Rendering the metrics failed', { cause: error }));
        response.writeHead(500).end();
      },
    );
  };
}
