import React from 'react';
import { expect, it, describe } from '@jest/globals';
import type { AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { fireEvent, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import App from '../../app/app';
import { FakePrometheus, now } from '../../testing/fake-prometheus';
import { renderInHost, type HostOptions } from '../../testing/host';
import { objectiveAnswers, type FakeObjective } from '../../testing/objective-answers';

const props = (options: HostOptions) =>
  ({ meta: { id: 'chatwatch-app', jsonData: options.settings ?? {} } }) as unknown as AppRootProps;

const show = (prometheus: FakePrometheus, options: HostOptions = {}) =>
  renderInHost(
    <Routes>
      <Route path="/a/chatwatch-app/*" element={<App {...props(options)} />} />
    </Routes>,
    { prometheus: { 'chatwatch-prometheus': prometheus }, ...options },
  );

const showing = (objectives: readonly FakeObjective[], options?: HostOptions) =>
  show(new FakePrometheus(objectiveAnswers(objectives)), options);

const burning: FakeObjective = {
  id: 'availability',
  title: 'Availability',
  state: 'burning',
  value: 0.9987,
  budgetLeft: 0.4,
  burnRate: 14.4,
  exhaustion: 7_800,
};
const kept: FakeObjective = { id: 'error-rate', title: 'Error rate', state: 'kept', value: 0.0004, budgetLeft: 0.9 };

const cards = async () => within(await screen.findByRole('region', { name: 'Objectives' })).findAllByRole('listitem');

describe('the sentence', () => {
  it('tells which promise burns and when its budget is gone, and leads to it', async () => {
    showing([kept, burning], { path: '/a/chatwatch-app?from=now-3h&to=now' });
    const heading = await screen.findByRole('heading', { level: 2, name: /^Availability burns its budget 14 times/ });
    expect(heading.textContent).toContain('at this pace it is gone in 2 hr 10 min.');
    const href = within(heading).getByRole('link').getAttribute('href') ?? '';
    expect(href).toMatch(/^\/a\/chatwatch-app\/objectives\/availability\?.*from=now-3h/);
  });

  it('says that all are kept', async () => {
    showing([kept]);
    expect(await screen.findByText('The one promise is kept.')).not.toBeNull();
  });
});

describe('the cards', () => {
  it('come worst first, with their numbers and words', async () => {
    showing([kept, burning]);
    const [first = document.body, second] = await cards();
    expect(first.textContent).toMatch(/Burning.*Availability.*99\.87%.*40%.*14×.*2 hr 10 min/);
    expect(second?.textContent).toMatch(/Kept.*Error rate.*0\.04%/);
    expect(within(first).getByRole('meter').getAttribute('aria-valuetext')).toBe('40%');
  });

  it.each<[string, Partial<FakeObjective>, RegExp]>([
    ['measured elsewhere', { state: 'elsewhere', kind: 'external' }, /Measured by builds and load runs/],
    ['silent', { state: 'silent' }, /Nothing is measured/],
    ['too early to judge', { state: 'waiting', events: 12 }, /Too few events: 12 so far/],
  ])('say why there is no value where one is %s', async (_, different, words) => {
    showing([{ id: 'a', state: 'kept', ...different }, kept]);
    await cards();
    expect(await screen.findByText(words)).not.toBeNull();
  });

  it('are narrowed down by words and by state, which the address keeps', async () => {
    showing([kept, burning]);
    await cards();
    fireEvent.click(screen.getByRole('button', { name: 'Kept 1' }));
    expect(locationService.getSearch().getAll('state')).toEqual(['kept']);
    expect((await cards()).map(({ textContent }) => textContent).join()).not.toContain('Availability');
    fireEvent.click(screen.getByRole('button', { name: 'Kept 1' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter objectives' }), { target: { value: 'avail' } });
    expect(await screen.findByRole('heading', { level: 3, name: 'Availability' })).not.toBeNull();
    expect(screen.queryByRole('heading', { level: 3, name: 'Error rate' })).toBeNull();
  });

  it('are never 10,000 on the page, and ask for all in one request and for the lines of those shown in another', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...kept, id: `o-${index}`, title: `O ${index}` }));
    const prometheus = new FakePrometheus(objectiveAnswers(many));
    show(prometheus);
    expect(await cards()).toHaveLength(24);
    fireEvent.click(screen.getByRole('button', { name: 'Show 24 more of 9976' }));
    expect(await cards()).toHaveLength(48);
    const exprs = prometheus.sent.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(exprs.filter((expr) => expr.includes('min by (objective) (objective:budget_left'))).toHaveLength(1);
    const lines = exprs.filter((expr) => expr.includes('objective=~"o-'));
    expect(lines.map((expr) => expr.split('|').length)).toEqual([24, 48]);
  });

  it('show markup in a title as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    showing([{ ...burning, title }]);
    expect(await screen.findByRole('heading', { level: 3, name: title })).not.toBeNull();
    expect(document.querySelector('img[src=x]')).toBeNull();
  });
});

describe('what changed', () => {
  const at = (minutesAgo: number): number => Date.now() - minutesAgo * 60_000;
  const start = (version: string, minutesAgo: number) => ({
    labels: { job: 'chatwatch', instance: 'a', version, commit: 'abcdef123456' },
    points: [[at(1), at(minutesAgo) / 1000]] as const,
  });

  it('tells deploys and alerts, the latest first, each leading to its page', async () => {
    show(
      new FakePrometheus({
        process_start_time_seconds: [start('1.0', 600), start('1.1', 30)],
        'max by (alertname, objective, severity)': [
          {
            labels: { alertname: 'AvailabilityBudgetBurn1h', objective: 'availability', severity: 'page' },
            points: [11, 10.75, 10.5].map((minutes) => [at(minutes), 1] as const),
          },
        ],
        ...objectiveAnswers([burning]),
      }),
    );
    const changes = within(await screen.findByRole('region', { name: 'What changed' }));
    const items = await changes.findAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/AvailabilityBudgetBurn1h fired and was resolved/),
      expect.stringMatching(/chatwatch was deployed as 1\.1 \(abcdef12\) on a/),
    ]);
    const links = changes.getAllByRole('listitem').map((item) => within(item).getByRole('link'));
    const hrefs = links.map((link) => link.getAttribute('href') ?? '');
    expect(hrefs[0]).toContain('/objectives/availability');
    expect(hrefs[1]).toContain('/runtime');
  });

  it('says so when nothing did', async () => {
    showing([kept]);
    expect(await screen.findByText('Nothing changed')).not.toBeNull();
  });
});

describe('right now', () => {
  const settings = { apiUrl: 'http://127.0.0.1:3000' };

  it('has the figures of the service itself', async () => {
    const rates = { requestsPerSecond: 85, deliveriesPerSecond: 4_210, overSeconds: 1 };
    const shares = { errorRatio: null, cacheHitRatio: null, cpu: 0.21, eventLoopUtilization: 0.18 };
    const times = { responseTimeP95Seconds: null, deliveryTimeP99Seconds: null, timestamp: '2026-01-01T00:00:00Z' };
    const counts = { activeConnections: 120, activeUsers: 96, memory: 118_489_088, heapUsedBytes: 1, throughput: 42 };
    const moment = { ...rates, ...shares, ...times, ...counts };
    showing([kept], { settings, backend: (path) => (path.includes('real-time') ? moment : {}) });
    const figures = await screen.findByLabelText('Right now');
    expect(figures.textContent).toBe(
      'Connections120Messages42 msg/sDeliveries4.21K c/sRequests85 req/sCPU21%Event loop busy18%Memory113 MiB',
    );
  });

  it('fails alone', async () => {
    showing([kept], {
      settings,
      backend: () => {
        throw new Error('connection refused');
      },
    });
    expect(await screen.findByText(/The service itself tells nothing now/)).not.toBeNull();
    expect(await cards()).toHaveLength(1);
  });
});

it('says what to do where no rules are loaded', async () => {
  show(new FakePrometheus({ 'sum by (job) (up{': [now({ job: 'chatwatch' }, 1)] }));
  expect(await screen.findByText(/Prometheus knows none of them/)).not.toBeNull();
  expect(screen.getByText(/Load the recording rules/)).not.toBeNull();
});
