import type { IncomingMessage, ServerResponse } from 'node:http';
import { forward } from '../proxy/forward.js';
import { manifest, upstreamOf } from '../proxy/routes.js';
import { jsonOf, sendJson } from '../server/answers.js';
import type { AppStore } from './app-store.js';
import { grafanaRules } from './rules.js';

/** What the part of Grafana's API that the app uses is answered from. */
export interface GrafanaApiOptions {
  readonly app: AppStore;
  readonly prometheusUrl: string;
  readonly dataSourceUid: string;
}

interface Call extends GrafanaApiOptions {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What stands in the free part of the address. */
  readonly rest: string;
}

type Answer = (call: Call) => void | Promise<void>;

const PLUGIN = `/api/plugins/${manifest.id}`;
const SOURCE = '/api/datasources';
const TIMEOUT_MS = 10_000;

const ROUTES: readonly (readonly [string, RegExp, Answer])[] = [
  ['*', new RegExp(`^/api/plugin-proxy/${manifest.id}/(.+)$`), proxied],
  ['*', new RegExp(`^${SOURCE}/proxy/uid/([^/]+/api/v1/.+)$`), asked],
  ['*', new RegExp(`^${SOURCE}/uid/([^/]+)/resources/(api/v1/.+)$`), asked],
  ['GET', new RegExp(`^${SOURCE}/uid/[^/]+/health$`), health],
  ['GET', new RegExp(`^${PLUGIN}/settings$`), settings],
  ['POST', new RegExp(`^${PLUGIN}/settings$`), changeSettings],
  ['GET', /^\/api\/prometheus\/(?:grafana|[^/]+)\/api\/v1\/rules$/, rules],
  ['GET', /^\/api\/annotations$/, none],
  ['GET', /^\/api\/alertmanager\/grafana\/api\/v2\/silences$/, none],
];

/** Answers a request to Grafana's API; what the app does not use is 404. */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: GrafanaApiOptions,
): Promise<void> {
  for (const [method, path, answer] of ROUTES) {
    const match = method === '*' || method === request.method ? path.exec(url.pathname) : null;
    if (match) return answer({ ...options, request, response, url, rest: match.slice(1).join('/') });
  }
  sendJson(response, 404, { message: 'Not found in the preview' });
}

function proxied({ request, response, url, rest, app }: Call): void {
  const upstream = upstreamOf(request.method ?? 'GET', rest, url.search, app.values);
  if (upstream) forward(request, response, upstream);
  else sendJson(response, 404, { message: 'plugin proxy route match not found' });
}

/** Passes a query on to Prometheus. */
function asked({ request, response, url, rest, prometheusUrl, dataSourceUid }: Call): void {
  const [uid, ...path] = rest.split('/');
  if (uid !== dataSourceUid) sendJson(response, 404, { message: 'Unable to find datasource' });
  else forward(request, response, { url: `${prometheusUrl}/${path.join('/')}${url.search}`, headers: {} });
}

async function health({ response, prometheusUrl }: Call): Promise<void> {
  try {
    const answer = await fetch(`${prometheusUrl}/api/v1/query?query=1`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    sendJson(response, 200, { status: 'OK', message: 'Successfully queried the Prometheus API.' });
  } catch (error) {
    sendJson(response, 400, { status: 'ERROR', message: error instanceof Error ? error.message : String(error) });
  }
}

function settings({ response, app }: Call): void {
  sendJson(response, 200, app.answer);
}

async function changeSettings({ request, response, app }: Call): Promise<void> {
  if (app.change(await jsonOf(request))) sendJson(response, 200, { message: 'Plugin settings updated' });
  else sendJson(response, 400, { message: 'bad request data' });
}

async function rules({ response, prometheusUrl }: Call): Promise<void> {
  try {
    const answer = await fetch(`${prometheusUrl}/api/v1/rules?type=alert`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    sendJson(response, 200, grafanaRules(await answer.json()));
  } catch (error) {
    sendJson(response, 502, {
      message: `The rules cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

function none({ response }: Call): void {
  sendJson(response, 200, []);
}
