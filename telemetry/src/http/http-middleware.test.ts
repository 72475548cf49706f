import { get } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type Express, type NextFunction, type Request, type Response, Router } from 'express';
import { countSeries, type ObservedRequest, type Telemetry, type TelemetryOptions } from '../index.js';
import { scrapeUntil, type Service, startService, valueOf } from '../testing/service.js';

let service: Service | undefined;

async function start(
  configure: (app: Express, telemetry: Telemetry) => void,
  options: TelemetryOptions = {},
): Promise<Service> {
  service = await startService(configure, options);
  return service;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
});

const ok = (_request: Request, response: Response): void => {
  response.send('ok');
};

function requestsOf(method: string, route: string, status: number): string {
  return `http_requests_total{method="${method}",route="${route}",status_code="${status}"}`;
}

/** Makes requests one after the other and scrapes when the last one of them is counted. */
async function exercise(running: Service, paths: readonly string[], expected: string): Promise<string> {
  for (const path of paths) await (await fetch(running.origin + path)).arrayBuffer();
  return scrapeUntil(running, expected, (value) => value > 0);
}

describe('httpMiddleware', () => {
  it('names a route by its template, mount path included', async () => {
    const running = await start((app) => {
      const users = Router();
      users.get('/', ok);
      users.get('/:id', ok);
      app.use('/api/users', users);
      app.get('/health', ok);
    });
    const last = requestsOf('GET', '/health', 200);
    const text = await exercise(
      running,
      ['/api/users', '/api/users/1', '/api/users/2', '/API/Users/3', '/health'],
      last,
    );
    expect(valueOf(text, requestsOf('GET', '/api/users', 200))).toBe(1);
    expect(valueOf(text, requestsOf('GET', '/api/users/:id', 200))).toBe(3);
    expect(valueOf(text, last)).toBe(1);
    expect(valueOf(text, 'http_request_duration_seconds_count{method="GET",route="/api/users/:id"}')).toBe(3);
  });

  it('keeps the mount path of a route whose handler fails', async () => {
    const running = await start((app) => {
      const users = Router();
      users.get('/:id', () => {
        throw new Error('no database');
      });
      app.use('/api/users', users);
      app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
        if (response.headersSent) next(error);
        else response.status(503).send('later');
      });
    });
    const series = requestsOf('GET', '/api/users/:id', 503);
    expect(valueOf(await exercise(running, ['/api/users/1'], series), series)).toBe(1);
  });

  it('knows the routes of an application mounted in another', async () => {
    const running = await start((app) => {
      const inner = express();
      inner.get('/reports/:id', ok);
      app.use('/admin', inner);
    });
    const series = requestsOf('GET', '/admin/reports/:id', 200);
    expect(valueOf(await exercise(running, ['/admin/reports/1'], series), series)).toBe(1);
  });

  it('gives unknown routes one label value', async () => {
    const running = await start((app) => app.get('/known', ok));
    const series = requestsOf('GET', 'unmatched', 404);
    const text = await exercise(running, ['/a', '/b', '/wp-login.php'], series);
    expect(valueOf(await scrapeUntil(running, series, (value) => value === 3), series)).toBe(3);
    expect(text).not.toContain('wp-login');
  });

  it('records routes outside a declared list as other', async () => {
    const running = await start(
      (app) => {
        const channel = Router();
        channel.get('/messages', ok);
        app.use('/channels/:id', channel);
        app.get('/health', ok);
      },
      { routes: ['/health'] },
    );
    const last = requestsOf('GET', '/health', 200);
    const text = await exercise(running, ['/channels/1/messages', '/channels/2/messages', '/health'], last);
    expect(valueOf(text, requestsOf('GET', 'other', 200))).toBe(2);
    expect(valueOf(text, last)).toBe(1);
  });

  it('counts methods outside the closed set as other', async () => {
    const running = await start((app) => app.all('/files', ok));
    await fetch(`${running.origin}/files`, { method: 'PROPFIND' });
    const series = requestsOf('other', '/files', 200);
    expect(valueOf(await scrapeUntil(running, series, () => true), series)).toBe(1);
  });

  it('counts a client that leaves before the response ended as 499, once', async () => {
    let leave = (): void => undefined;
    const running = await start((app) =>
      app.get('/slow', (_request, response) => {
        response.write('a first part');
        leave();
      }),
    );
    const request = get(`${running.origin}/slow`);
    request.on('error', () => undefined);
    leave = () => {
      request.destroy();
    };
    const series = requestsOf('GET', '/slow', 499);
    const text = await scrapeUntil(running, series, (value) => value === 1);
    expect(text).not.toContain(requestsOf('GET', '/slow', 200));
    expect(valueOf(text, 'http_request_duration_seconds_count{method="GET",route="/slow"}')).toBe(1);
    expect(valueOf(text, 'http_requests_in_flight')).toBe(0);
  });

  it('shows requests in flight', async () => {
    let answer = (): void => undefined;
    const running = await start((app) =>
      app.get('/slow', (_request, response) => {
        answer = () => response.send('done');
      }),
    );
    const pending = fetch(`${running.origin}/slow`);
    await scrapeUntil(running, 'http_requests_in_flight', (value) => value === 1);
    answer();
    await pending;
    const text = await scrapeUntil(running, 'http_requests_in_flight', (value) => value === 0);
    expect(valueOf(text, requestsOf('GET', '/slow', 200))).toBe(1);
  });

  it('measures the size of a response as sent, streamed or not', async () => {
    const running = await start(
      (app) => {
        app.get('/whole', (_request, response) => {
          response.send('x'.repeat(10_000));
        });
        app.get('/streamed', (_request, response) => {
          response.write('x'.repeat(5_000));
          response.end('x'.repeat(5_000));
        });
      },
      { edges: { http_response_size_bytes: [10_000, 10_500] } },
    );
    const text = await exercise(running, ['/whole', '/streamed'], requestsOf('GET', '/streamed', 200));
    for (const route of ['/whole', '/streamed']) {
      const bucket = `http_response_size_bytes_bucket{method="GET",route="${route}"`;
      expect(valueOf(text, `${bucket},le="10000.0"}`)).toBe(0);
      expect(valueOf(text, `${bucket},le="10500.0"}`)).toBe(1);
    }
  });

  it('measures in seconds, against the edges it is given', async () => {
    const running = await start((app) => app.get('/fast', ok), {
      edges: { http_request_duration_seconds: [0.0000001, 5] },
    });
    const text = await exercise(running, ['/fast'], requestsOf('GET', '/fast', 200));
    const bucket = 'http_request_duration_seconds_bucket{method="GET",route="/fast"';
    expect(valueOf(text, `${bucket},le="1e-07"}`)).toBe(0);
    expect(valueOf(text, `${bucket},le="5.0"}`)).toBe(1);
  });

  it('takes the request id from where the service says', async () => {
    const running = await start(
      (app) => app.get('/fast', (_request, response) => response.set('X-Request-Id', 'req-7').send('ok')),
      {
        requestId: (_request, response) => String(response.getHeader('x-request-id')),
      },
    );
    await exercise(running, ['/fast'], requestsOf('GET', '/fast', 200));
    expect(await running.scrape('application/openmetrics-text')).toContain('# {request_id="req-7"}');
  });

  it('creates no series for a path it has not seen', async () => {
    const running = await start((app) => app.get('/users/:id', ok));
    const series = requestsOf('GET', '/users/:id', 200);
    const before = countSeries(await exercise(running, ['/users/0'], series));
    const paths = Array.from({ length: 50 }, (_, index) => `/users/${index}?query=${index}`);
    for (const path of paths) await fetch(running.origin + path);
    expect(countSeries(await scrapeUntil(running, series, (value) => value === 51))).toBe(before);
  });
});

describe('slowRequests', () => {
  it('tells of requests that took longer than the bound, by route', async () => {
    const slow: ObservedRequest[] = [];
    const slowRequests = { overSeconds: 0.2, onSlow: (request: ObservedRequest) => slow.push(request) };
    const { telemetry } = await start(() => undefined, { slowRequests });
    const request = { method: 'GET', route: '/users/:id', statusCode: 200, sizeBytes: 10, requestId: 'req-7' };
    for (const durationSeconds of [0.199, 0.2, 0.201]) telemetry.observeRequest({ ...request, durationSeconds });
    expect(slow).toEqual([{ ...request, durationSeconds: 0.201 }]);
  });
});

describe('observeRequest', () => {
  it('counts a request that was answered before Express saw it', async () => {
    const { telemetry, scrape } = await start(() => undefined);
    const request = { method: 'GET', route: '/cached', statusCode: 304, durationSeconds: 0.001, sizeBytes: 200 };
    telemetry.observeRequest(request);
    telemetry.observeRequest({ ...request, statusCode: 799 });
    const text = await scrape();
    expect(valueOf(text, requestsOf('GET', '/cached', 304))).toBe(1);
    expect(valueOf(text, 'http_requests_total{method="GET",route="/cached",status_code="other"}')).toBe(1);
    expect(valueOf(text, 'http_response_size_bytes_sum{method="GET",route="/cached"}')).toBe(400);
  });
});
