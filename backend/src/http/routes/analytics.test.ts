import { once } from 'node:events';
import { connect } from 'node:net';
import { RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertsSchema, overviewSchema, realTimeSchema, vitalsSchema } from '../../analytics/reports.js';
import { startTestService, type TestService, type TestUser } from '../../testing/start-service.js';

const SERVICE_TOKEN = 'a-service-token';

let service: TestService;
let ann: TestUser;
beforeAll(async () => {
  service = await startTestService({
    SERVICE_TOKEN,
    ADMIN_EMAIL: 'root@chat.example',
    ADMIN_PASSWORD: 'correct horse',
    METRICS_PUBLIC: 'on',
  });
  ann = await service.register();
});
afterAll(() => service.stop());

const get = (page: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> =>
  fetch(`${service.url}/analytics/performance/${page}`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}`, ...headers },
    ...(signal && { signal }),
  });

/** Events of a stream, as they come. */
async function* eventsOf(response: Response): AsyncGenerator<{ id: number; data: unknown }> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = (text + chunk).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(part) ?? [];
      if (data !== undefined) yield { id: Number(id), data: JSON.parse(data) as unknown };
    }
  }
}

const nextOf = async <Value>(generator: AsyncGenerator<Value>): Promise<Value> => {
  const next = await generator.next();
  if (next.done === true) throw new Error('the stream ended');
  return next.value;
};

describe('the overview', () => {
  it('tells health, every objective, figures and alerts of this node', async () => {
    const channel = await service.channel(ann);
    for (let count = 0; count < 20; count++) await ann.rest.sendMessage(channel.id, { content: 'hello' });
    const overview = overviewSchema.parse(await (await get('overview')).json());
    expect(overview).toMatchObject({ scope: 'node', systemHealth: { status: 'healthy', reasons: [] }, alerts: [] });
    expect(overview.objectives).toHaveLength(14);
    expect(overview.objectives.find(({ id }) => id === 'cpu-utilization')?.state).toMatch(/^(met|missed)$/);
    expect(overview.applicationMetrics.messagesPerSecond).toBeGreaterThan(0);
  });

  it('is for administrators too, and kept by nobody on the way', async () => {
    const { token } = await service.administrator();
    const response = await get('overview', { authorization: `Bearer ${token}` });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('alerts', () => {
  it('are all there, and quiet in a service that does well', async () => {
    const { alerts } = alertsSchema.parse(await (await get('alerts')).json());
    expect(new Set(alerts.map(({ state }) => state))).toEqual(new Set(['inactive']));
    expect(alerts.map(({ name }) => name)).toContain('ErrorRateBudgetBurn1h');
  });
});

describe('vitals', () => {
  it('are told as pages reported them', async () => {
    const rest = new RestClient({ baseUrl: service.url, token: SERVICE_TOKEN });
    await rest.reportVitals({ page: 'overview', samples: [{ name: 'LCP', value: 1_200, rating: 'good' }] });
    const { pages } = vitalsSchema.parse(await (await get('vitals')).json());
    expect(pages).toContainEqual(
      expect.objectContaining({ page: 'overview', name: 'LCP', p75: 1_200, rating: 'good' }),
    );
  });
});

describe('real time', () => {
  it('is one answer without a stream, whatever else is accepted', async () => {
    for (const accept of ['*/*', 'application/json', 'text/html']) {
      const response = await get('real-time', { accept });
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(realTimeSchema.parse(await response.json())).toMatchObject({ activeConnections: 0 });
    }
  });

  it('streams numbered figures to who asks for events, and is measured', async () => {
    const abort = new AbortController();
    const response = await get('real-time', { accept: 'text/event-stream' }, abort.signal);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const stream = eventsOf(response);
    const first = await nextOf(stream);
    const second = await nextOf(stream);
    expect(second.id).toBe(first.id + 1);
    expect(realTimeSchema.parse(second.data).overSeconds).toBeGreaterThan(0.5);
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('\nchat_console_streams 1\n');
    abort.abort();
  });

  it('ends with the token of its reader', async () => {
    const other = await startTestService({
      ADMIN_EMAIL: 'root@chat.example',
      ADMIN_PASSWORD: 'correct horse',
      TOKEN_TTL_SECONDS: '2',
      METRICS_PUBLIC: 'on',
    });
    try {
      const admin = await other.administrator();
      const response = await fetch(`${other.url}/analytics/performance/real-time`, {
        headers: { authorization: `Bearer ${admin.token}`, accept: 'text/event-stream' },
      });
      const stream = eventsOf(response);
      await nextOf(stream);
      let last = await stream.next();
      while (last.done !== true) last = await stream.next();
      const metrics = await (await fetch(`${other.url}/metrics`)).text();
      expect(metrics).toContain('chat_console_streams_ended_total{reason="rights"} 1');
    } finally {
      await other.stop();
    }
  });

  it('answers HEAD without a stream', async () => {
    const response = await fetch(`${service.url}/analytics/performance/real-time`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${SERVICE_TOKEN}`, accept: 'text/event-stream' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it('refuses the stream that is one too many, and goes on without one', async () => {
    const abort = new AbortController();
    const open = () => get('real-time', { accept: 'text/event-stream' }, abort.signal);
    const responses = await Promise.all(Array.from({ length: 51 }, open));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(50);
    const refused = responses.find(({ status }) => status === 503);
    expect(await refused?.json()).toMatchObject({ code: 'unavailable' });
    expect((await get('real-time')).status).toBe(200);
    abort.abort();
  });

  it('ends with the service, which waits for no reader', async () => {
    const other = await startTestService({ SERVICE_TOKEN });
    const { hostname, port } = new URL(other.url);
    const reader = connect(Number(port), hostname);
    reader.write(
      `GET /analytics/performance/real-time HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        `Authorization: Bearer ${SERVICE_TOKEN}\r\nAccept: text/event-stream\r\n\r\n`,
    );
    await once(reader, 'data');
    const ended = once(reader.resume(), 'end');
    await expect(other.stop()).resolves.toBeUndefined();
    await ended;
    reader.destroy();
  });
});
