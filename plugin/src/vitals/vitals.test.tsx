import React from 'react';
import { afterEach, beforeEach, describe, expect, it, jest, test } from '@jest/globals';
import { VITAL_NAMES, VITAL_PAGES } from '@chatwatch/client';
import { act } from '@testing-library/react';
import { PAGE_PATHS, type PageId } from '../app/page-paths';
import { renderInHost } from '../testing/host';
import { PageReady, PanelShown } from './page-ready';
import { MEASURED_PAGES } from './page-names';
import { Reporter } from './reporter';
import { endVisit, listen, markPageReady, markPanelShown, type Measurement } from './visit';

const setVisibility = (state: DocumentVisibilityState): void => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  jest.useFakeTimers();
  setVisibility('visible');
});

afterEach(() => {
  endVisit();
  jest.useRealTimers();
});

test('every page is one of those that the service tells apart', () => {
  const pages = Object.keys(PAGE_PATHS) as PageId[];
  expect(pages.filter((page) => !VITAL_PAGES.includes(MEASURED_PAGES[page]))).toEqual([]);
});

describe('a visit', () => {
  let measured: Measurement[];
  let stop: () => void;

  beforeEach(() => {
    measured = [];
    stop = listen((measurement) => measured.push(measurement));
  });

  afterEach(() => {
    stop();
  });

  it('measures from the moment the page was asked for', () => {
    const askedAt = performance.now();
    jest.advanceTimersByTime(120);
    markPageReady('api', askedAt);
    jest.advanceTimersByTime(80);
    markPanelShown();
    expect(measured).toEqual([
      { page: 'api', name: 'page_ready', value: 120 },
      { page: 'api', name: 'panel_shown', value: 200 },
    ]);
  });

  it('keeps what is measured before anybody listens', () => {
    stop();
    markPageReady('data', performance.now());
    const late: Measurement[] = [];
    listen((measurement) => late.push(measurement))();
    expect(late.map(({ page, name }) => [page, name])).toEqual([['data', 'page_ready']]);
  });

  it('measures nothing once the reader has left the console', () => {
    markPageReady('api', performance.now());
    endVisit();
    markPanelShown();
    expect(measured.map(({ name }) => name)).toEqual(['page_ready']);
  });

  it('measures nothing that nobody looks at', () => {
    setVisibility('hidden');
    markPageReady('api', performance.now());
    markPanelShown();
    expect(measured).toEqual([]);
  });

  it('does not count a panel that comes back much later', () => {
    markPageReady('api', performance.now());
    jest.advanceTimersByTime(60_001);
    markPanelShown();
    expect(measured.map(({ name }) => name)).toEqual(['page_ready']);
  });

  it('measures forty panels at most', () => {
    markPageReady('api', performance.now());
    for (let panel = 0; panel < 50; panel += 1) markPanelShown();
    expect(measured.filter(({ name }) => name === 'panel_shown')).toHaveLength(40);
  });
});

describe('the reporter', () => {
  const sample: Measurement = { page: 'api', name: 'INP', value: 40, rating: 'good' };

  it('sends a page at a time, some seconds later', () => {
    const sent: unknown[] = [];
    const reporter = new Reporter((...report) => Promise.resolve(void sent.push(report)));
    reporter.add(sample);
    reporter.add({ ...sample, page: 'data' });
    reporter.add({ page: 'api', name: 'page_ready', value: 300 });
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(5_000);
    expect(sent).toEqual([
      [
        'api',
        [
          { name: 'INP', value: 40, rating: 'good' },
          { name: 'page_ready', value: 300 },
        ],
      ],
      ['data', [{ name: 'INP', value: 40, rating: 'good' }]],
    ]);
  });

  it('sends no more at once than the service takes', () => {
    const sizes: number[] = [];
    const reporter = new Reporter((_, samples) => Promise.resolve(void sizes.push(samples.length)));
    for (let count = 0; count < 51; count += 1) reporter.add(sample);
    reporter.flush();
    expect(sizes).toEqual([50, 1]);
  });

  it('gives up after two refusals, without a word', async () => {
    let asked = 0;
    const reporter = new Reporter(() => {
      asked += 1;
      return Promise.reject(new Error('away'));
    });
    for (let report = 0; report < 4; report += 1) {
      reporter.add(sample);
      reporter.flush();
      await act(() => Promise.resolve());
    }
    expect(asked).toBe(2);
  });
});

describe('a page', () => {
  const show = (settings: { apiUrl?: string }) => {
    const reports: { page: string; samples: { name: string }[] }[] = [];
    renderInHost(
      <>
        <PageReady page="live-channel" askedAt={performance.now()} />
        <PanelShown />
      </>,
      {
        settings,
        backend: (path, { data }) => {
          if (path === 'vitals') reports.push(data as (typeof reports)[number]);
          return undefined;
        },
      },
    );
    return reports;
  };

  it('reports nothing where no service is configured', async () => {
    const reports = show({});
    await act(() => jest.advanceTimersByTimeAsync(20_000));
    expect(reports).toEqual([]);
  });

  it('reports in the words of the service, the last when it is hidden', async () => {
    const reports = show({ apiUrl: 'http://chat.example' });
    await act(() => jest.advanceTimersByTimeAsync(3_000));
    jest.useRealTimers();
    await import('./report');
    await act(() => Promise.resolve());
    setVisibility('hidden');
    await act(() => Promise.resolve());
    expect(reports.map(({ page }) => page)).toEqual(['live']);
    const names = reports.flatMap(({ samples }) => samples.map(({ name }) => name));
    expect(names).toEqual(expect.arrayContaining(['page_ready', 'panel_shown']));
    expect(names.filter((name) => !(VITAL_NAMES as readonly string[]).includes(name))).toEqual([]);
  });
});
