import React from 'react';
import { afterEach, expect, it } from '@jest/globals';
import type { DataQueryResponse } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { act, waitFor } from '@testing-library/react';
import { Subject, throwError } from 'rxjs';
import { ConsoleProviders } from '../../app/providers';
import { useControls, type Controls } from '../../controls';
import { FakePrometheus, now, type FakeAnswers } from '../../testing/fake-prometheus';
import { renderInHost } from '../../testing/host';
import { setVisibility } from '../../testing/visibility';
import type { Answered, Ask } from './answer';
import { useQueries } from './use-queries';

const askFor = (expr: string, part: Partial<Ask> = {}): Ask => ({
  kind: 'instant',
  query: { expr, legend: '', unit: 'none', description: '' },
  ...part,
});

/** Renders components that ask, and keeps what the first of them last saw. */
const asking = (prometheus: FakePrometheus, batches: readonly (readonly Ask[])[], path?: string) => {
  const seen: { answered?: Answered; controls?: Controls } = {};
  const Probe = ({ asks, isFirst }: { asks: readonly Ask[]; isFirst: boolean }) => {
    const answered = useQueries(asks);
    const controls = useControls();
    if (isFirst) Object.assign(seen, { answered, controls });
    return null;
  };
  const view = renderInHost(
    <ConsoleProviders>
      {batches.map((asks, index) => (
        <Probe key={index} asks={asks} isFirst={index === 0} />
      ))}
    </ConsoleProviders>,
    { prometheus: { 'chatwatch-prometheus': prometheus }, ...(path ? { path } : {}) },
  );
  return { seen, view };
};

/** Holds answers back until they are let go; the question for services is answered at once. */
const holding = (answers: FakeAnswers) => {
  const prometheus = new FakePrometheus(answers);
  const held: Subject<DataQueryResponse>[] = [];
  prometheus.respond = (request) => {
    const answer = new Subject<DataQueryResponse>();
    if (request.targets.some(({ expr }) => expr.includes('group by (job, instance)'))) {
      queueMicrotask(() => {
        answer.next(prometheus.answer(request));
        answer.complete();
      });
    } else {
      held.push(answer);
    }
    return answer;
  };
  const release = (index: number): void => {
    const request = prometheus.sent.filter(({ targets }) => !targets[0]?.expr.includes('group by (job'))[index];
    act(() => {
      if (request) held[index]?.next(prometheus.answer(request));
      held[index]?.complete();
    });
  };
  return { prometheus, held, release };
};

const sentFor = (prometheus: FakePrometheus, part: string) =>
  prometheus.sent.filter(({ targets }) => targets.some(({ expr }) => expr.includes(part)));

afterEach(() => {
  setVisibility('visible');
});

it('answers in the order of the questions, in one request', async () => {
  const prometheus = new FakePrometheus({ one: [now({}, 1)], two: [now({ a: 'x' }, 2), now({ a: 'y' }, 3)] });
  const { seen } = asking(prometheus, [[askFor('two'), askFor('absent'), askFor('one')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  expect(seen.answered?.answers.map((series) => series.map(({ values }) => values))).toEqual([[[2], [3]], [], [[1]]]);
  expect(sentFor(prometheus, 'two')).toHaveLength(1);
});

it('stands for all by the jobs and instances there are', async () => {
  const there = [now({ job: 'a', instance: 'a:1' }, 1), now({ job: 'b', instance: 'b:1' }, 1)];
  const prometheus = new FakePrometheus({ 'group by (job, instance)': there });
  const { seen } = asking(prometheus, [[askFor('x{job=~"$job",instance=~"$instance"}')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  expect(sentFor(prometheus, 'x{')[0]?.targets[0]?.expr).toBe('x{job=~"(a|b)",instance=~"(a:1|b:1)"}');
});

it('narrows the instances to those of the chosen job', async () => {
  const there = [now({ job: 'a', instance: 'a:1' }, 1), now({ job: 'b', instance: 'b:1' }, 1)];
  const prometheus = new FakePrometheus({ 'group by (job, instance)': there });
  const { seen } = asking(prometheus, [[askFor('x{job=~"$job",instance=~"$instance"}')]], '/a/chatwatch-app?var-job=b');
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  expect(sentFor(prometheus, 'x{')[0]?.targets[0]?.expr).toBe('x{job=~"b",instance=~"b:1"}');
});

it('asks each question at its own step', async () => {
  const prometheus = new FakePrometheus();
  const asks = [askFor('fine', { kind: 'range' }), askFor('spark', { kind: 'range', maxPoints: 60 })];
  const { seen } = asking(prometheus, [asks]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  const [request] = sentFor(prometheus, 'fine');
  expect(request?.targets.map(({ interval }) => interval)).toEqual(['15s', '60s']);
  expect(request?.maxDataPoints).toBe(300);
});

it('keeps the old answer while a newer one is under way', async () => {
  const { prometheus, held, release } = holding({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(held).toHaveLength(1);
  });
  expect(seen.answered?.state).toBe('loading');
  release(0);
  expect(seen.answered).toMatchObject({ state: 'done', refreshing: false });
  prometheus.answers = { ...prometheus.answers, x: [now({}, 2)] };
  act(() => seen.controls?.refreshNow());
  await waitFor(() => {
    expect(held).toHaveLength(2);
  });
  expect(seen.answered).toMatchObject({ state: 'done', refreshing: true, answers: [[{ values: [1] }]] });
  release(1);
  expect(seen.answered).toMatchObject({ state: 'done', refreshing: false, answers: [[{ values: [2] }]] });
});

it('shows no answer of another data source', async () => {
  const { prometheus, held, release } = holding({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(held).toHaveLength(1);
  });
  release(0);
  act(() => {
    locationService.partial({ 'var-datasource': 'gone' });
  });
  expect(seen.answered).toMatchObject({ state: 'error', answers: [[]], problem: { kind: 'no_data_source' } });
});

it('gives up what is under way when the page is left', async () => {
  const { prometheus, held } = holding({});
  const { view } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(held).toHaveLength(1);
  });
  view.unmount();
  expect(prometheus.cancelled).toBe(1);
  expect(prometheus.underWay).toBe(0);
});

it('gives up an older question for a newer one', async () => {
  const { prometheus, held, release } = holding({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(held).toHaveLength(1);
  });
  act(() => {
    seen.controls?.change({ rawRange: { from: 'now-6h', to: 'now' } });
  });
  await waitFor(() => {
    expect(held).toHaveLength(2);
  });
  expect(prometheus.cancelled).toBe(1);
  release(1);
  expect(seen.answered?.state).toBe('done');
});

it('asks nothing for a hidden page, and catches up when it is seen', async () => {
  setVisibility('hidden');
  const prometheus = new FakePrometheus({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x')]]);
  act(() => seen.controls?.refreshNow());
  expect(prometheus.sent).toHaveLength(0);
  expect(seen.answered?.state).toBe('loading');
  setVisibility('visible');
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
});

it('does not ask again just because the page was hidden', async () => {
  const prometheus = new FakePrometheus({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  const { length } = prometheus.sent;
  setVisibility('hidden');
  setVisibility('visible');
  expect(prometheus.sent).toHaveLength(length);
});

it('has four requests under way at most, and never starts one that was given up', async () => {
  const { prometheus, held, release } = holding({ x: [now({}, 1)] });
  const batches = Array.from({ length: 10 }, (_, index) => [askFor(`x${index}`)]);
  const { view } = asking(prometheus, batches);
  await waitFor(() => {
    expect(held).toHaveLength(4);
  });
  expect(prometheus.underWay).toBe(4);
  release(0);
  await waitFor(() => {
    expect(held).toHaveLength(5);
  });
  expect(prometheus.underWay).toBe(4);
  view.unmount();
  expect(held).toHaveLength(5);
  expect(prometheus.underWay).toBe(0);
});

it('says what failed, and keeps what was answered', async () => {
  const prometheus = new FakePrometheus({ good: [now({}, 1)] });
  prometheus.respond = (request) => {
    const answer = new Subject<DataQueryResponse>();
    const bad = request.targets.find(({ expr }) => expr.includes('bad'));
    queueMicrotask(() => {
      answer.next({
        ...prometheus.answer(request),
        ...(bad ? { errors: [{ refId: bad.refId, message: 'bad_data: 1:1: parse error: unexpected "}"' }] } : {}),
      });
      answer.complete();
    });
    return answer;
  };
  const { seen } = asking(prometheus, [[askFor('good'), askFor('bad}')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  expect(seen.answered).toMatchObject({ answers: [[{ values: [1] }], []], problem: { kind: 'bad_query' } });
});

const REFUSED = {
  status: 500,
  data: { message: 'Post "http://127.0.0.1:9090/api/v1/query": dial tcp 127.0.0.1:9090: connect: connection refused' },
};

it('keeps what was answered, and says of when it is, where the same cannot be asked again', async () => {
  const prometheus = new FakePrometheus({ x: [now({}, 1)] });
  const { seen } = asking(prometheus, [[askFor('x{job=~"$job"}')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('done');
  });
  prometheus.respond = () => throwError(() => REFUSED);
  act(() => seen.controls?.refreshNow());
  await waitFor(() => {
    expect(seen.answered?.problem?.kind).toBe('unreachable');
  });
  expect(seen.answered).toMatchObject({ state: 'done', answers: [[{ values: [1] }]], refreshing: false });
  expect(seen.answered?.asOf).toBeLessThanOrEqual(Date.now());
  act(() => seen.controls?.change({ rawRange: { from: 'now-6h', to: 'now' } }));
  await waitFor(() => {
    expect(seen.answered).toMatchObject({ state: 'error', answers: [[]] });
  });
});

it('is an error where Prometheus cannot be reached', async () => {
  const prometheus = new FakePrometheus();
  prometheus.respond = () => throwError(() => REFUSED);
  const { seen } = asking(prometheus, [[askFor('x')]]);
  await waitFor(() => {
    expect(seen.answered?.state).toBe('error');
  });
  expect(seen.answered?.problem).toMatchObject({ kind: 'unreachable', source: 'prometheus' });
});
