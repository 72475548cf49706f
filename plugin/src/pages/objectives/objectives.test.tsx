import React from 'react';
import { describe, expect, it } from '@jest/globals';
import type { AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { fireEvent, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import App from '../../app/app';
import { FakePrometheus, now, type FakeSeries } from '../../testing/fake-prometheus';
import { renderInHost } from '../../testing/host';
import { objectiveAnswers, type FakeObjective } from '../../testing/objective-answers';

const runbooks = 'https://runbooks.example/{runbook}.md';
const props = { meta: { id: 'chatwatch-app', jsonData: { runbooks } } } as unknown as AppRootProps;

const open = (path: string, objectives: readonly FakeObjective[], more: Record<string, readonly FakeSeries[]> = {}) =>
  renderInHost(
    <Routes>
      <Route path="/a/chatwatch-app/*" element={<App {...props} />} />
    </Routes>,
    {
      path: `/a/chatwatch-app/${path}`,
      prometheus: { 'chatwatch-prometheus': new FakePrometheus({ ...more, ...objectiveAnswers(objectives) }) },
    },
  );

const burning: FakeObjective = {
  id: 'availability',
  title: 'Availability',
  state: 'burning',
  value: 0.9987,
  budgetLeft: 0.4,
  burnRate: 14.4,
  exhaustion: 7_800,
  events: 5_000,
  badEvents: 6,
};
const kept: FakeObjective = { id: 'error-rate', title: 'Error rate', state: 'kept', value: 0.0004, burnRate: 0.2 };
const elsewhere: FakeObjective = { id: 'bundle-size', title: 'Bundle size', state: 'elsewhere', kind: 'external' };
const all = [kept, elsewhere, burning];

const titles = async (): Promise<string[]> => {
  const table = await screen.findByRole('table');
  return [...table.querySelectorAll('tbody a')].map(({ textContent }) => textContent);
};

describe('the list', () => {
  it('has every promise with its numbers, worst first, and leads to each', async () => {
    open('objectives?from=now-3h&to=now', all);
    expect(await titles()).toEqual(['Availability', 'Error rate', 'Bundle size']);
    const row = screen.getByRole('link', { name: 'Availability' }).closest('tr');
    expect(row?.textContent).toMatch(/Burning.*99\.87%.*40%.*14×.*2 hr 10 min.*6 bad of 5/);
    const href = screen.getByRole('link', { name: 'Availability' }).getAttribute('href');
    expect(href).toMatch(/\/objectives\/availability\?.*from=now-3h/);
  });

  it('is sorted by a column, and the other way by choosing it again; the address keeps it', async () => {
    open('objectives', all);
    await titles();
    fireEvent.click(screen.getByRole('button', { name: 'Objective' }));
    expect(await titles()).toEqual(['Availability', 'Bundle size', 'Error rate']);
    fireEvent.click(screen.getByRole('button', { name: 'Objective' }));
    expect(await titles()).toEqual(['Error rate', 'Bundle size', 'Availability']);
    expect(locationService.getSearch().get('sort')).toBe('-title');
    expect(screen.getByRole('columnheader', { name: 'Objective' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('opens with the state and the words of the address', async () => {
    open('objectives?state=kept&q=error', all);
    expect(await titles()).toEqual(['Error rate']);
  });

  it('says so when nothing matches', async () => {
    open('objectives?q=nothing-like-that', all);
    expect(await screen.findByText('No objective matches')).not.toBeNull();
  });

  it('shows 50 of thousands at a time', async () => {
    open(
      'objectives',
      Array.from({ length: 2_000 }, (_, index) => ({ ...kept, id: `o-${index}`, title: `O ${index}` })),
    );
    expect(await titles()).toHaveLength(50);
  });
});

describe('one objective', () => {
  it('tells what is promised, its numbers, and where to go from here', async () => {
    open('objectives/availability?from=now-3h&to=now', all);
    expect(await screen.findByText('What Availability promises.')).not.toBeNull();
    expect(screen.getByText('6 broke the promise')).not.toBeNull();
    const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(hrefOf('Runbook')).toBe('https://runbooks.example/availability.md');
    expect(hrefOf('Dashboard')).toMatch(/^\/d\/chatwatch-objectives\?.*from=now-3h.*var-objective=availability/);
    expect(hrefOf('Alert rules')).toBe('/alerting/list?search=label:objective=availability');
  });

  it('shows what the windows of its alerts say, and whether they fire', async () => {
    open('objectives/availability', all, {
      'max by (window) (objective:burn_rate': [now({ window: '1h' }, 14.4), now({ window: '5m' }, 20)],
      'ALERTS{job=~"chatwatch",objective="availability"}': [
        now({ alertname: 'AvailabilityBudgetBurn1h', alertstate: 'firing', long_window: '1h', severity: 'page' }, 1),
      ],
      'objective:budget:ratio': [now({}, 0.001)],
    });
    const table = within(await screen.findByRole('region', { name: 'Alerts' }));
    const [, first, second] = table.getAllByRole('row').map(({ textContent }) => textContent);
    expect(first).toBe('Firingpage1h and 5m13×14×20×');
    expect(second).toBe('Quietpage6h and 30m5.6×––');
  });

  it('says that it is measured elsewhere, and shows no empty numbers', async () => {
    open('objectives/bundle-size', all);
    expect(await screen.findByText(/builds and load runs measure it/)).not.toBeNull();
    expect(screen.queryByText('Budget left')).toBeNull();
  });

  it('that is not there leads to the search', async () => {
    open('objectives/error-ratio', all);
    expect(await screen.findByText('There is no objective "error-ratio"')).not.toBeNull();
    const search = screen.getByRole('link', { name: 'Search for "error"' });
    expect(search.getAttribute('href')).toContain('q=error');
  });

  it('shows markup of its title as text', async () => {
    open('objectives/availability', [{ ...burning, title: '<b>Up</b>' }]);
    expect(await screen.findByText('What <b>Up</b> promises.')).not.toBeNull();
  });
});
