import React from 'react';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { config, locationService, type BackendSrvRequest } from '@grafana/runtime';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { throwError } from 'rxjs';
import { FakePrometheus, now, type FakeAnswers } from '../../testing/fake-prometheus';
import { renderInHost } from '../../testing/host';
import Configuration from './configuration';

const SETTINGS = '/api/plugins/chatwatch-app/settings';
const RULES = '/api/prometheus/grafana/api/v1/rules';
const refused = (status: number, data: unknown = '') => throwError(() => ({ status, data }));
const stored = (jsonData: object, hasToken = true) => ({
  enabled: true,
  pinned: true,
  jsonData,
  secureJsonFields: hasToken ? { apiToken: true } : {},
});
const CONFIGURED = stored({ apiUrl: 'http://balancer:3000' });

const HEALTHY: Record<string, unknown> = {
  [SETTINGS]: CONFIGURED,
  'service/livez': { status: 'ok' },
  'service/readyz': { status: 'ok', checks: { store: { ok: true }, draining: false } },
  'analytics/performance/overview': { generatedAt: '2026-11-23T12:00:00Z' },
};

const PROMETHEUS: FakeAnswers = {
  'count (up)': [now({}, 3)],
  'up == 1': [now({}, 2)],
  'count by (objective) (objective:info)': [now({}, 16)],
  'count by (objective) (objective:series:count)': [now({}, 12)],
  http_request_duration: [now({}, 40)],
  'max by (objective, title': [
    now({ objective: 'error-rate', title: 'Error rate', target: '≤ 0.1 %', window: '28d', severity: 'page' }, 1),
  ],
};

/** Shows the configuration; each address answers what is given for it, and what was sent is kept. */
const show = (
  answers: Record<string, unknown>,
  known: FakeAnswers = PROMETHEUS,
  path = '/a/chatwatch-app/configuration',
) => {
  const sent: BackendSrvRequest[] = [];
  const reload = jest.fn();
  renderInHost(<Configuration reload={reload} />, {
    path,
    prometheus: { 'chatwatch-prometheus': new FakePrometheus(known) },
    backend: (asked, request) => {
      const all: Record<string, unknown> = { ...HEALTHY, ...answers };
      if (request.method !== 'POST') return all[asked] ?? refused(404, { message: 'not found' });
      sent.push(request);
      return all[`POST ${asked}`] ?? {};
    },
  });
  return { sent, reload };
};

const field = async (name: string): Promise<HTMLElement> => screen.findByLabelText(new RegExp(`^${name}`));
const type = (input: HTMLElement, value: string): void => {
  fireEvent.change(input, { target: { value } });
};
const test = async (title: string): Promise<HTMLElement> => {
  const button = await screen.findByRole('button', { name: `Test: ${title}` });
  fireEvent.click(button);
  return button.closest('li') as HTMLElement;
};

const user = config.bootData;
afterEach(() => {
  config.bootData = user;
});

describe('the settings', () => {
  it('are saved whole, without the token that nobody typed, and then tested', async () => {
    const { sent, reload } = show({ [SETTINGS]: stored({ apiUrl: 'http://old:1', ofALaterVersion: 7 }) });
    type(await field('Address of the service, for Grafana’s server'), 'http://new:2/');
    expect(screen.getByText('Not saved yet')).not.toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Save & test' }));
    await waitFor(() => {
      expect(reload).toHaveBeenCalledTimes(1);
    });
    expect(sent.map(({ url, data }): unknown[] => [url, data])).toEqual([
      [
        SETTINGS,
        { enabled: true, pinned: true, jsonData: { apiUrl: 'http://new:2', liveMode: 'proxy', ofALaterVersion: 7 } },
      ],
    ]);
    expect(locationService.getSearch().get('test')).toBe('all');
  });

  it('send a new token once it was reset, and never show the old one', async () => {
    const { sent, reload } = show({});
    const token = await field('Service token');
    expect(token.getAttribute('value')).toBe('configured');
    fireEvent.click(screen.getByRole('button', { name: 'Reset' }));
    type(await field('Service token'), 'new-token');
    fireEvent.click(screen.getByRole('button', { name: 'Save & test' }));
    await waitFor(() => {
      expect(reload).toHaveBeenCalled();
    });
    expect(sent[0]?.data).toMatchObject({ secureJsonData: { apiToken: 'new-token' } });
  });

  it.each([
    ['chat.example:3000', /begins with http/],
    ['http://ann:pw@chat.example', /No user and password/],
    ['http://chat.example/api', /appends paths/],
  ])('say at once what is wrong with the address %j, and are not saved', async (address, words) => {
    show({});
    type(await field('Address of the service, for Grafana’s server'), address);
    expect(screen.getByText(words)).not.toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save & test' }).disabled).toBe(true);
  });

  it('say why they could not be saved, and may be saved again', async () => {
    const { reload } = show({ [`POST ${SETTINGS}`]: refused(403, { message: 'denied' }) });
    type(await field('Runbooks'), 'https://wiki.example/{runbook}');
    fireEvent.click(screen.getByRole('button', { name: 'Save & test' }));
    await screen.findByText('You may not see this');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save & test' }).disabled).toBe(false);
    expect(reload).not.toHaveBeenCalled();
  });

  it('can only be read by who is no administrator', async () => {
    config.bootData = { user: { orgRole: 'Viewer', permissions: {} } } as unknown as typeof config.bootData;
    show({});
    await screen.findByText('Only administrators may change these settings.');
    expect((await field('Address of the service, for Grafana’s server')).getAttribute('disabled')).not.toBeNull();
    expect((await field('Service token')).getAttribute('value')).toBe('Stored');
    expect(screen.queryByRole('button', { name: 'Save & test' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reset' })).toBeNull();
  });

  it('can only be read where a file provisions them', async () => {
    show({ [SETTINGS]: stored({ apiUrl: 'http://balancer:3000', isProvisioned: true }) });
    expect(await screen.findByText(/come from a provisioning file/)).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Save & test' })).toBeNull();
  });

  it('have words when Grafana does not give them out', async () => {
    show({ [SETTINGS]: refused(403, { message: 'denied' }) });
    expect(await screen.findByText('You may not see this')).not.toBeNull();
  });
});

describe('a test of a connection', () => {
  const REACH = 'Grafana’s server reaches the service';
  const TOKEN = 'The service accepts the token';

  it.each<[string, string, Record<string, unknown>, RegExp]>([
    ['works', REACH, {}, /Works: The service answers and takes work/],
    [
      'has a wrong address',
      REACH,
      { 'service/livez': refused(502) },
      /Does not work: .* cannot reach http:\/\/balancer:3000/,
    ],
    [
      'meets a certificate that is not trusted',
      REACH,
      { 'service/livez': refused(502), [SETTINGS]: stored({ apiUrl: 'https://balancer' }) },
      /does not trust its certificate/,
    ],
    ['meets a page of HTML', REACH, { 'service/livez': '<html></html>' }, /is not the chat service/],
    [
      'has a wrong token',
      TOKEN,
      { 'analytics/performance/overview': refused(401, { code: 'unauthorized' }) },
      /does not know this token/,
    ],
    ['has no token', TOKEN, { [SETTINGS]: stored({ apiUrl: 'http://balancer:3000' }, false) }, /No token is set/],
    ['has no address', REACH, { [SETTINGS]: stored({}) }, /No address is set/],
    [
      'meets another version',
      'Service and app fit together',
      { 'service/openapi.json': { info: { title: 'Chatwatch', version: '9.0.0' }, paths: {} } },
      /version 9\.0\.0 of its API; this app needs 1\.x/,
    ],
    [
      'finds no rules',
      'Alert rules watch the service',
      { [RULES]: { status: 'success', data: { groups: [] } } },
      /No rule watches/,
    ],
  ])('that %s says so', async (_, title, answers, words) => {
    show(answers);
    const row = await test(title);
    await waitFor(() => {
      expect(row.textContent).toMatch(words);
    });
  });

  it.each<[string, FakeAnswers, RegExp]>([
    ['what the console asks for', PROMETHEUS, /scrapes 2 instances and measures 12 of 16/],
    ['none of our metrics', { 'count (up)': [now({}, 5)] }, /5 targets, but none of our metrics/],
  ])('of a Prometheus with %s says so', async (_, known, words) => {
    show({}, known);
    const row = await test('Prometheus has what the console asks for');
    await waitFor(() => {
      expect(row.textContent).toMatch(words);
    });
  });

  it('runs with all others after a save, once', async () => {
    show({}, PROMETHEUS, '/a/chatwatch-app/configuration?test=all&from=now-1h&to=now');
    const list = await screen.findByRole('list');
    await waitFor(() => {
      expect(within(list).getAllByText('Works').length).toBeGreaterThan(2);
    });
    expect(locationService.getSearch().toString()).toBe('from=now-1h&to=now');
  });
});

describe('the objectives in force', () => {
  it('are listed with their targets', async () => {
    show({});
    const row = (await screen.findByText('Error rate')).closest('tr');
    expect(row?.textContent).toBe('Error rate≤ 0.1 %28dpage');
  });

  it('are shown by the page where there are ten thousand', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      now({ objective: `o${index}`, title: `Objective ${index}` }, 1),
    );
    show({}, { ...PROMETHEUS, 'max by (objective, title': many });
    await screen.findByText('Objective 0');
    await waitFor(() => {
      expect(screen.getAllByText(/^Objective \d+$/)).toHaveLength(20);
    });
  });

  it('say why there are none', async () => {
    show({}, {});
    expect(await screen.findByText('No objectives')).not.toBeNull();
  });
});
