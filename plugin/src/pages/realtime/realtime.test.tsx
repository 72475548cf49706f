import React from 'react';
import { beforeAll, expect, it } from '@jest/globals';
import { configure, screen, within } from '@testing-library/react';
import { ConsoleProviders } from '../../app/providers';
import { FakePrometheus, now } from '../../testing/fake-prometheus';
import { renderInHost } from '../../testing/host';
import { startPanels } from '../../testing/panels';
import RealtimePage from './realtime';

beforeAll(() => {
  configure({ asyncUtilTimeout: 10_000 });
  startPanels().scrollTo(() => false);
});

const renderPage = (prometheus: FakePrometheus) =>
  renderInHost(
    <ConsoleProviders>
      <RealtimePage />
    </ConsoleProviders>,
    { prometheus: { prom: prometheus } },
  );

it('tells each stage with its times, and whether the whole way keeps its promise', async () => {
  const times = (persist: number, client: number) => [
    now({ stage: 'persist' }, persist),
    now({ stage: 'client' }, client),
  ];
  renderPage(
    new FakePrometheus({
      'histogram_quantile(0.5, sum by (le, stage)': times(0.002, 0.01),
      'histogram_quantile(0.95, sum by (le, stage)': times(0.004, 0.03),
      'histogram_quantile(0.99, sum by (le, stage)': times(0.008, 0.06),
    }),
  );
  const cellsOf = (row: HTMLElement) =>
    within(row)
      .getAllByRole('cell')
      .slice(1)
      .map(({ textContent }) => textContent);
  expect(cellsOf(await screen.findByRole('row', { name: /^Persist/ }))).toEqual(['2 ms', '4 ms', '8 ms']);
  expect(cellsOf(screen.getByRole('row', { name: /^Fan-out/ }))).toEqual(['nothing passed']);
  const whole = screen.getByRole('row', { name: /^At the reader/ });
  expect(within(whole).getByText('Promised: 99 % within 50 ms')).not.toBeNull();
  expect(within(whole).getByText('Broken')).not.toBeNull();
});

it('says why there are no stages where nothing was written', async () => {
  renderPage(new FakePrometheus());
  expect(await screen.findByText('No messages')).not.toBeNull();
});
