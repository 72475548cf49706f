import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { createTelemetry, type Telemetry, type TelemetryOptions } from '../index.js';

/** The Accept header of Prometheus 3. */
export const prometheusAccept =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,' +
  'application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,' +
  'text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

/** An Express service on a free loopback port with `/metrics` beside its own routes. */
export interface Service {
  readonly telemetry: Telemetry;
  readonly server: Server;
  readonly origin: string;
  /** The exposition, Prometheus text by default. */
  readonly scrape: (accept?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts a service with its routes; runtime metrics are off unless asked for. */
export async function startService(
  configure: (app: Express, telemetry: Telemetry) => void,
  options: TelemetryOptions = {},
): Promise<Service> {
  const telemetry = createTelemetry({ runtime: false, ...options });
  const app = express();
  app.get('/metrics', telemetry.metricsHandler());
  app.use(telemetry.httpMiddleware());
  configure(app, telemetry);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server's address is always an AddressInfo.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    telemetry,
    server,
    origin,
    async scrape(accept = 'text/plain') {
      const response = await fetch(`${origin}/metrics`, { headers: { accept } });
      return response.text();
    },
    async close() {
      telemetry.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The value of one series of an exposition; undefined when it has no such series. */
export function valueOf(exposition: string, series: string): number | undefined {
  const line = exposition.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1).split(' ')[0]);
}

/** Scrapes until a series has a value that satisfies, for what is counted a moment after its cause. */
export async function scrapeUntil(
  service: Pick<Service, 'scrape'>,
  series: string,
  satisfies: (value: number) => boolean,
): Promise<string> {
  const deadlineMs = performance.now() + 10_000;
  for (;;) {
    const exposition = await service.scrape();
    const value = valueOf(exposition, series);
    if (value !== undefined && satisfies(value)) return exposition;
    if (performance.now() > deadlineMs) throw new Error(`${series} stayed at ${String(value)}`);
  }
}
