import React from 'react';
import { expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { ControlsProvider } from '../controls';
import type { Answered } from '../data/prometheus';
import { problemOf, type Problem } from '../problems';
import { renderInHost } from '../testing/host';
import { DataState } from './data-state';
import { WithProblemBanner } from './problem-banner';

const SERIES = { labels: {}, legend: '', times: [0], values: [1] };

const renderState = (part: Partial<Answered>, props: Partial<Parameters<typeof DataState>[0]> = {}) => {
  const answered: Answered = { state: 'done', answers: [[]], refreshing: false, ...part };
  return renderInHost(
    <ControlsProvider>
      <DataState answered={answered} {...props}>
        <p>content</p>
      </DataState>
    </ControlsProvider>,
  );
};

it('is a block of the content’s height while loading', () => {
  renderState({ state: 'loading' }, { height: 333 });
  expect(screen.getByRole('status', { name: 'Loading' }).style.height).toBe('333px');
  expect(screen.queryByText('content')).toBeNull();
});

it('says what is wrong and what to do', () => {
  renderState({ state: 'error', problem: problemOf('unreachable', 'prometheus', '<b>refused</b>') });
  expect(screen.getByText('Prometheus cannot be reached')).not.toBeNull();
  expect(screen.getByRole('link', { name: 'Open the data sources' }).getAttribute('href')).toBe(
    '/connections/datasources',
  );
  expect(screen.getByRole('button', { name: 'Try again' })).not.toBeNull();
  expect(screen.getByText('<b>refused</b>')).not.toBeNull();
});

it('says why a healthy system may have nothing to show', () => {
  renderState({}, { needs: 'requests' });
  expect(screen.getByText('No traffic')).not.toBeNull();
  expect(screen.queryByText('content')).toBeNull();
});

it('shows the content', () => {
  renderState({ answers: [[SERIES]] });
  expect(screen.getByText('content')).not.toBeNull();
});

it('shows what was answered beside what failed', () => {
  renderState({ answers: [[SERIES], []], problem: problemOf('bad_query', 'prometheus') });
  expect(screen.getByText('content')).not.toBeNull();
  expect(screen.getByText('Prometheus cannot answer this query')).not.toBeNull();
});

const THERE = { state: 'error', answers: [[]], refreshing: false } as const;

it('has the banner of a page tell a problem once, and keeps short in the parts', () => {
  const away = problemOf('unreachable', 'prometheus');
  const refused = problemOf('unauthorised', 'backend');
  const view = (problems: readonly Problem[]) => (
    <ControlsProvider>
      <WithProblemBanner>
        {problems.map((problem, index) => (
          <DataState key={index} answered={{ ...THERE, problem }}>
            content
          </DataState>
        ))}
      </WithProblemBanner>
    </ControlsProvider>
  );
  renderInHost(view([away, { ...away }, refused]));
  const banner = screen.getByRole('region', { name: 'What is wrong' });
  expect(
    within(banner)
      .getAllByRole('alert')
      .map((alert) => alert.getAttribute('aria-label')),
  ).toHaveLength(2);
  expect(screen.getAllByText(away.whatToDo)).toHaveLength(1);
  expect(screen.getAllByText(away.title)).toHaveLength(3);
  expect(screen.getAllByRole('link', { name: 'Open the data sources' })).toHaveLength(1);
});

it('says of when what is still shown is', () => {
  const problem = problemOf('unreachable', 'prometheus');
  const answered: Answered = {
    state: 'done',
    answers: [[SERIES]],
    refreshing: false,
    problem,
    asOf: Date.UTC(2026, 0, 1),
  };
  renderInHost(
    <ControlsProvider>
      <WithProblemBanner>
        <DataState answered={answered}>content</DataState>
      </WithProblemBanner>
    </ControlsProvider>,
    { path: '/a/chatwatch-app?timezone=utc' },
  );
  expect(screen.getByText('content')).not.toBeNull();
  expect(screen.getByText('As of 2026-01-01 00:00:00: Prometheus cannot be reached')).not.toBeNull();
  expect(screen.getByText('What is still shown is of 2026-01-01 00:00:00, and may be over.')).not.toBeNull();
});
