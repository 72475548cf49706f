import React from 'react';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { locationService } from '@grafana/runtime';
import { act } from '@testing-library/react';
import { FakePrometheus } from '../testing/fake-prometheus';
import { hostHistory, renderInHost, type HostOptions } from '../testing/host';
import { setVisibility } from '../testing/visibility';
import { useControls, type Controls } from './controls';
import { ControlsProvider } from './controls-provider';

const START = 1_763_900_000_000;

beforeEach(() => {
  jest.useFakeTimers({ now: START });
});

afterEach(() => {
  setVisibility('visible');
  jest.useRealTimers();
});

const rendered = (options: HostOptions = {}): (() => Controls) => {
  const seen: { controls?: Controls } = {};
  const Probe = () => {
    const controls = useControls();
    Object.assign(seen, { controls });
    return null;
  };
  renderInHost(
    <ControlsProvider>
      <Probe />
    </ControlsProvider>,
    { prometheus: { 'chatwatch-prometheus': new FakePrometheus(), other: new FakePrometheus() }, ...options },
  );
  return () => {
    if (seen.controls === undefined) throw new Error('nothing was rendered');
    return seen.controls;
  };
};

const search = (): string => locationService.getSearch().toString();

const historyLength = (): number => hostHistory().length;

const rawOf = ({ rawRange }: Controls): unknown[] => [rawRange.from, rawRange.to];

it('writes the usual range into an address without one, in the place of that step', () => {
  const before = historyLength();
  const controls = rendered();
  expect(search()).toBe('from=now-1h&to=now');
  expect(historyLength()).toBe(before + 1);
  expect(rawOf(controls())).toEqual(['now-1h', 'now']);
  expect(controls().refresh).toBe('30s');
});

it('takes each choice for one step of the history, and goes back and forth between them', () => {
  const controls = rendered();
  act(() => {
    controls().change({ rawRange: { from: 'now-6h', to: 'now' } });
  });
  act(() => {
    controls().change({ jobs: ['a', 'b'], instances: [] });
  });
  expect(search()).toBe('from=now-6h&to=now&var-job=a&var-job=b');
  expect(controls().jobs).toEqual(['a', 'b']);
  act(() => {
    hostHistory().goBack();
  });
  expect(controls().jobs).toEqual([]);
  expect(rawOf(controls())).toEqual(['now-6h', 'now']);
  act(() => {
    hostHistory().goBack();
  });
  expect(rawOf(controls())).toEqual(['now-1h', 'now']);
  act(() => {
    hostHistory().goForward();
  });
  expect(rawOf(controls())).toEqual(['now-6h', 'now']);
});

it('takes no choice of what is chosen already for a step', () => {
  const controls = rendered();
  const before = historyLength();
  act(() => {
    controls().change({ rawRange: { from: 'now-1h', to: 'now' } });
  });
  expect(historyLength()).toBe(before);
});

it('keeps what was chosen on a page that is opened by a menu, and what was seen on the way back', () => {
  const controls = rendered({ path: '/a/chatwatch-app?from=now-6h&to=now&var-job=a&refresh=' });
  act(() => {
    locationService.push('/a/chatwatch-app/api?tab=x');
  });
  expect(search()).toBe('tab=x&from=now-6h&to=now&var-job=a&refresh=');
  expect(controls().jobs).toEqual(['a']);
  act(() => {
    controls().change({ jobs: ['b'] });
  });
  act(() => {
    hostHistory().goBack();
  });
  act(() => {
    hostHistory().goBack();
  });
  expect(hostHistory().location.pathname).toBe('/a/chatwatch-app');
  expect(controls().jobs).toEqual(['a']);
});

it('moves a relative range on with every refresh', () => {
  const controls = rendered({ path: '/a/chatwatch-app?from=now-1h&to=now&refresh=10s' });
  expect(controls().range.to.valueOf()).toBe(START);
  const steps = historyLength();
  act(() => {
    jest.advanceTimersByTime(10_000);
  });
  expect(controls().range.to.valueOf()).toBe(START + 10_000);
  act(() => {
    jest.advanceTimersByTime(10_000);
  });
  expect(controls().generation).toBe(2);
  expect(historyLength()).toBe(steps);
});

it('does not refresh while it is hidden, and makes up for it once when it is seen', () => {
  const controls = rendered({ path: '/a/chatwatch-app?from=now-1h&to=now&refresh=10s' });
  setVisibility('hidden');
  act(() => {
    jest.advanceTimersByTime(60_000);
  });
  expect(controls().generation).toBe(0);
  setVisibility('visible');
  act(() => {
    jest.advanceTimersByTime(1);
  });
  expect(controls().generation).toBe(1);
});

it('does not refresh by itself where that is off', () => {
  const controls = rendered({ path: '/a/chatwatch-app?from=now-1h&to=now&refresh=' });
  act(() => {
    jest.advanceTimersByTime(3_600_000);
  });
  expect(controls().generation).toBe(0);
  act(() => {
    controls().refreshNow();
  });
  expect(controls().generation).toBe(1);
});

it('remembers the last data source that was chosen', () => {
  const controls = rendered();
  expect(controls().dataSource).toBe('chatwatch-prometheus');
  act(() => {
    controls().change({ dataSource: 'other' });
  });
  expect(controls().dataSource).toBe('other');
  act(() => {
    locationService.push('/a/chatwatch-app?from=now-1h&to=now');
  });
  expect(controls().dataSource).toBe('other');
});
