import React from 'react';
import { afterEach, describe, expect, it } from '@jest/globals';
import { config, locationService } from '@grafana/runtime';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { throwError } from 'rxjs';
import { PageContext } from '../../app/page-context';
import { ConsoleProviders } from '../../app/providers';
import { aRule, aRulesAnswer, anAlert } from '../../testing/answered-rules';
import { FakePrometheus, now, type FakeAnswers } from '../../testing/fake-prometheus';
import { renderInHost } from '../../testing/host';
import Alerts from './alerts';

const GRAFANA = '/api/prometheus/grafana/api/v1/rules';
const PROMETHEUS = '/api/prometheus/chatwatch-prometheus/api/v1/rules';

const refused = (status: number, data: unknown = { message: 'refused' }) => throwError(() => ({ status, data }));

/** Shows the page; each address answers what is given for it. */
const show = (answers: Record<string, unknown>, options: { path?: string; known?: FakeAnswers } = {}) => {
  const prometheus = new FakePrometheus({
    'objective:info': [
      now({ objective: 'error-rate', title: 'Error rate', target: '≤ 0.1 %', unit: 'ratio' }, 1),
      now({ objective: 'page-load', title: 'Page load', target: '≤ 2 s', unit: 'seconds' }, 1),
    ],
    ...options.known,
  });
  return renderInHost(
    <ConsoleProviders>
      <PageContext.Provider value="alerts">
        <Alerts />
      </PageContext.Provider>
    </ConsoleProviders>,
    {
      path: options.path ?? '/a/chatwatch-app/alerts?from=1700000000000&to=1700003600000',
      prometheus: { 'chatwatch-prometheus': prometheus },
      settings: { runbooks: 'https://runbooks.example/{runbook}' },
      backend: (path) => answers[path] ?? refused(404),
    },
  );
};

const firing = aRule({
  state: 'firing',
  alerts: [
    anAlert({
      labels: {
        alertname: 'ErrorRateBudgetBurn1h',
        job: 'chat',
        zone: '<b>x</b>',
        __grafana_origin: 'plugin/chatwatch-app',
      },
    }),
  ],
});
const quiet = aRule({ name: 'PageLoadMissed', labels: { objective: 'page-load', severity: 'ticket' } });

const sectionNames = (): (string | null)[] =>
  screen.getAllByRole('region').map((one) => one.getAttribute('aria-label'));

afterEach(() => {
  config.bootData.user.permissions = {};
});

describe('the alerts page', () => {
  it('shows objectives with what is worst first, those that are quiet closed', async () => {
    show({ [GRAFANA]: aRulesAnswer(quiet, firing) });
    await screen.findByText('ErrorRateBudgetBurn1h');
    await waitFor(() => {
      expect(sectionNames()).toEqual(['Error rate', 'Page load']);
    });
    expect(screen.getByText(/budget burns 20 times/)).not.toBeNull();
    expect(screen.queryByText('PageLoadMissed')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Page load' }));
    expect(screen.getByText('PageLoadMissed')).not.toBeNull();
  });

  it('opens a rule with its labels as text, and links to what to do', async () => {
    config.bootData.user.permissions = { 'alert.silences:create': true };
    show({ [GRAFANA]: aRulesAnswer(firing) });
    fireEvent.click(await screen.findByRole('button', { name: /Show details of ErrorRate/ }));
    expect(screen.getByText('<b>x</b>')).not.toBeNull();
    const link = (name: RegExp) => screen.getByRole('link', { name }).getAttribute('href') ?? '';
    expect(link(/Runbook/)).toBe('https://runbooks.example/error-rate');
    expect(link(/Rule in Grafana/)).toBe('/alerting/grafana/cw-ErrorRateBudgetBurn1h/view');
    const silence = new URLSearchParams(link(/Silence$/).split('?')[1]);
    expect(silence.getAll('matcher')).toEqual([
      'alertname=ErrorRateBudgetBurn1h',
      'objective=error-rate',
      '__alert_rule_uid__=cw-ErrorRateBudgetBurn1h',
    ]);
    expect(link(/^Objective$/)).toBe('/a/chatwatch-app/objectives/error-rate?from=1700000000000&to=1700003600000');
    expect(screen.queryByRole('link', { name: 'Explore' })).toBeNull();
    expect(screen.queryByText(/__grafana_origin/)).toBeNull();
  });

  it('shows when a rule fired that Grafana alone evaluates, from what Grafana noted of it', async () => {
    const note = (minute: number, prevState: string, newState: string) => ({
      alertId: 12,
      alertName: 'ErrorRateBudgetBurn1h',
      prevState,
      newState,
      text: 'ErrorRateBudgetBurn1h {alertname=ErrorRateBudgetBurn1h, job=chat} - query=1.000000, threshold=1.000000',
      time: 1_700_000_000_000 + minute * 60_000,
      tags: ['alertname:ErrorRateBudgetBurn1h', 'job:chat'],
    });
    const notes = [note(30, 'Alerting', 'Normal'), note(20, 'Pending', 'Alerting'), note(15, 'Normal', 'Pending')];
    show({ [GRAFANA]: aRulesAnswer({ ...firing, alerts: [] }), '/api/annotations': notes });
    expect(await screen.findByRole('img', { name: /^Fired 1 × in the time range, 10 mins? in all$/ })).not.toBeNull();
  });

  it('offers no silence to who may not make one', async () => {
    show({ [GRAFANA]: aRulesAnswer(firing) });
    fireEvent.click(await screen.findByRole('button', { name: /Show details of ErrorRate/ }));
    expect(screen.getByRole('link', { name: /Rule in Grafana/ })).not.toBeNull();
    expect(screen.queryByRole('link', { name: /Silence$/ })).toBeNull();
  });

  it('keeps the filter in the address and reads it from there', async () => {
    show(
      { [GRAFANA]: aRulesAnswer(firing, quiet) },
      { path: '/a/chatwatch-app/alerts?state=normal&from=now-6h&to=now' },
    );
    await screen.findByText('PageLoadMissed');
    expect(screen.queryByText('ErrorRateBudgetBurn1h')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Normal 1' }));
    await screen.findByText('ErrorRateBudgetBurn1h');
    fireEvent.change(screen.getByPlaceholderText('Search rules'), { target: { value: 'zzz' } });
    await screen.findByText('No rule matches');
    expect(locationService.getSearch().toString()).toBe('from=now-6h&to=now&search=zzz');
    fireEvent.click(screen.getByRole('button', { name: 'Show all rules' }));
    await screen.findByText('ErrorRateBudgetBurn1h');
  });

  it('draws when a rule was active in the time range', async () => {
    const points = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => [from + i * 15_000, 1] as const);
    show(
      { [GRAFANA]: aRulesAnswer(firing) },
      {
        known: {
          ALERTS: [
            {
              labels: { alertname: 'ErrorRateBudgetBurn1h', alertstate: 'pending' },
              points: points(1_700_000_600_000, 4),
            },
            {
              labels: { alertname: 'ErrorRateBudgetBurn1h', alertstate: 'firing' },
              points: points(1_700_000_660_000, 40),
            },
          ],
        },
      },
    );
    expect(await screen.findByRole('img', { name: 'Fired 1 × in the time range, 10 mins in all' })).not.toBeNull();
  });

  it('says first that rules cannot be evaluated, and why', async () => {
    const blind = aRule({
      name: 'JobDown',
      labels: { severity: 'page' },
      health: 'error',
      lastError: 'dial tcp: refused',
    });
    show({ [GRAFANA]: aRulesAnswer(firing, blind) });
    await screen.findByText('Rules that cannot be evaluated: 1');
    await waitFor(() => {
      expect(sectionNames()).toEqual(['The service’s targets', 'Error rate']);
    });
    expect(screen.getByText('dial tcp: refused')).not.toBeNull();
  });

  it('shows those of Prometheus where Grafana has none of ours', async () => {
    show({ [GRAFANA]: aRulesAnswer(), [PROMETHEUS]: aRulesAnswer(firing) });
    await screen.findByText('These are the rules of Prometheus');
    fireEvent.click(await screen.findByRole('button', { name: /Show details/ }));
    expect(screen.queryByRole('link', { name: /Silence$/ })).toBeNull();
  });

  it('says how to provision rules where nobody has any', async () => {
    show({ [GRAFANA]: aRulesAnswer() });
    await screen.findByText('No rule watches the service');
    const toTests = screen.getByText('Test the connections').closest('a');
    expect(toTests?.getAttribute('href')).toContain('/a/chatwatch-app/configuration');
  });

  it.each([
    [403, /alert.rules:read/],
    [404, /unified_alerting/],
  ])('says why Grafana does not tell when it answers %d', async (status, words) => {
    show({ [GRAFANA]: refused(status) });
    expect(await screen.findByText(words)).not.toBeNull();
  });

  it.each<[string, unknown, RegExp]>([
    ['is a page of HTML', '<!doctype html>', /Something else than Grafana answers/],
    ['has another shape', { status: 'success', data: [] }, /another version/],
    ['is an error of the server', refused(500), /Grafana/],
  ])('has words for an answer that %s, and tries again', async (_, answer, words) => {
    const answers: Record<string, unknown> = { [GRAFANA]: answer };
    show(answers);
    await within(await screen.findByRole('region', { name: 'What is wrong' })).findByText(words);
    answers[GRAFANA] = aRulesAnswer(firing);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('ErrorRateBudgetBurn1h')).not.toBeNull();
  });

  it('counts rules that it cannot read and shows the others', async () => {
    show({ [GRAFANA]: aRulesAnswer(firing, { type: 'alerting' }) });
    await screen.findByText('Rules that this app cannot read: 1');
    expect(screen.getByText('ErrorRateBudgetBurn1h')).not.toBeNull();
  });

  it('shows the first hundred of ten thousand rules, and more on demand', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      aRule({
        name: `Rule${index}`,
        state: 'firing',
        labels: { objective: `objective-${index % 50}`, severity: 'page' },
      }),
    );
    show({ [GRAFANA]: aRulesAnswer(...many) });
    const more = await screen.findByText(/100 of 10000 rules/);
    expect(screen.getAllByText(/^Rule\d+$/)).toHaveLength(100);
    fireEvent.click(more);
    expect(screen.getAllByText(/^Rule\d+$/)).toHaveLength(200);
  });
});
