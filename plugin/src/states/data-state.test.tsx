import React from 'react';
import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { ControlsProvider } from '../controls';
import type { Answered } from '../data/prometheus';
import { problemOf } from '../problems';
import { renderInHost } from '../testing/host';
import { DataState } from './data-state';

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
