import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { DATA_SOURCE_UID } from '@chatwatch/objectives';
import { answerApi, type GrafanaApiOptions } from './grafana/api.js';
import { AppStore } from './grafana/app-store.js';
import { forwardUpgrade, refuseUpgrade } from './proxy/forward.js';
import { manifest, upstreamOf } from './proxy/routes.js';
import { sendJson } from './server/answers.js';
import { isForeign, isFromOtherPage, isFromOwnPage } from './server/guard.js';
import { listen } from './server/listen.js';
import { sendPage } from './server/page.js';
import { sendFile } from './server/static-files.js';

export interface PreviewOptions {
  /** A Prometheus, or what answers like one: {@link startMetrics}. */
  readonly prometheusUrl: string;
  /** How often it scrapes the service. */
  readonly scrapeIntervalSeconds: number;
  /** The chat service; undefined: the app is not configured. */
  readonly backendUrl?: string;
  readonly serviceToken?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

/** The console in a plain page. */
export interface Preview {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

const UPGRADES = new RegExp(`^/api/plugin-proxy/${manifest.id}/(.+)$`);

/**
 * Serves the app's pages in a stand-in for Grafana, with its plugin proxy, to browsers of this machine.
 *
 * Rejects when the port is taken.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { prometheusUrl, backendUrl, serviceToken, port = 0 } = options;
  const app = new AppStore({
    jsonData: backendUrl === undefined ? {} : { apiUrl: backendUrl },
    secureJsonData: serviceToken === undefined ? {} : { apiToken: serviceToken },
  });
  const api = { app, prometheusUrl, dataSourceUid: DATA_SOURCE_UID };
  const dataSource = { uid: DATA_SOURCE_UID, name: 'Prometheus', timeInterval: `${options.scrapeIntervalSeconds}s` };
  const server = createServer((request, response) => {
    void answer(request, response, api, () => {
      sendPage(response, { dataSource, app: app.shown });
    });
  });
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    upgrade(request, socket, head, app);
  });
  const url = await listen(server, port);
  return {
    url,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  api: GrafanaApiOptions,
  showPage: () => void,
): Promise<void> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const url = addressOf(request);
  if (!url || isForeign(request) || (!isReading && !isFromOwnPage(request))) {
    sendJson(response, 403, { message: 'Only for pages of the preview itself' });
  } else if (url.pathname.startsWith('/api/')) {
    if (isFromOtherPage(request)) sendJson(response, 403, { message: 'Only for pages of the preview itself' });
    else await answerApi(request, response, url, api);
  } else if (!(await sendFile(url.pathname, response))) {
    showPage();
  }
}

function addressOf({ url = '/' }: IncomingMessage): URL | undefined {
  const base = 'http://127.0.0.1';
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, app: AppStore): void {
  const url = addressOf(request);
  const path = url === undefined ? undefined : UPGRADES.exec(url.pathname)?.[1];
  const upstream = path === undefined ? undefined : upstreamOf('GET', path, url?.search ?? '', app.values);
  if (isForeign(request) || !isFromOwnPage(request)) refuseUpgrade(socket, '403 Forbidden');
  else if (upstream) forwardUpgrade(request, socket, head, upstream);
  else refuseUpgrade(socket, '404 Not Found');
}
