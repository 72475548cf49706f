import { beforeEach, describe, expect, it } from '@jest/globals';
import { SeriesStore } from '../store/series-store.js';
import { samplesOf } from '../testing/samples.js';
import { loadRules } from './load-rules.js';
import { RuleEngine } from './rule-engine.js';

const START = 1_800_000_000_000;
let store: SeriesStore;
let now: number;

beforeEach(() => {
  store = new SeriesStore();
  now = START;
});

const engineOf = (...rules: object[]): RuleEngine =>
  new RuleEngine({ store, groups: loadRules({ groups: [{ name: 'g', interval: '10s', rules }] }), now: () => now });

const at = (afterSeconds: number, values: Record<string, number>, engine: RuleEngine): void => {
  now = START + afterSeconds * 1000;
  for (const [id, value] of Object.entries(values)) store.append({ __name__: 'load', id }, now, value);
  engine.evaluate();
};

const alertsOf = (engine: RuleEngine): string[] =>
  engine.groups.flatMap(({ rules }) =>
    rules.flatMap(({ alerts }) => alerts.map(({ state, labels, value }) => `${state} ${labels.id} ${value}`)),
  );

describe('a recording rule', () => {
  it('keeps what its query gives, with its own name and labels, for the rules after it to read', () => {
    const engine = engineOf(
      { record: 'load:double', expr: '2 * load', labels: { kind: 'x', id: 'all' } },
      { record: 'load:plus', expr: 'load:double + 1' },
      { record: 'one', expr: '1' },
    );
    at(0, { a: 5 }, engine);
    expect(samplesOf(store, 'load:double')).toEqual({ '{id="all",kind="x"}': [[START, 10]] });
    expect(samplesOf(store, 'load:plus')).toEqual({ '{id="all",kind="x"}': [[START, 11]] });
    expect(samplesOf(store, 'one')).toEqual({ '{}': [[START, 1]] });
    expect(engine.groups[0]?.rules.map(({ health }) => health)).toEqual(['ok', 'ok', 'ok']);
  });

  it('marks a series that its query gives no more, and goes on when it does again', () => {
    const engine = engineOf({ record: 'high', expr: 'load > 5' });
    at(0, { a: 6, b: 7 }, engine);
    at(10, { a: 5, b: 7 }, engine);
    at(20, { a: 5, b: 7 }, engine);
    at(30, { a: 8, b: 7 }, engine);
    expect(samplesOf(store, 'high')['{id="a"}']).toEqual([
      [START, 6],
      [START + 10_000, 'STALE'],
      [START + 30_000, 8],
    ]);
    expect(samplesOf(store, 'high')['{id="b"}']).toHaveLength(4);
  });

  it('that fails keeps why, leaves its series alone, and does not stop the others', () => {
    const engine = engineOf(
      { record: 'same', expr: 'load', labels: { id: 'x' } },
      { record: 'joined', expr: 'load * on () load' },
      { record: 'count', expr: 'count(load)' },
    );
    at(0, { a: 1 }, engine);
    at(10, { a: 1, b: 2 }, engine);
    const [same, joined, count] = engine.groups[0]?.rules ?? [];
    expect(same?.health).toBe('err');
    expect(same?.lastError).toBe('vector contains metrics with the same labelset after applying rule labels');
    expect(samplesOf(store, 'same')).toEqual({ '{id="x"}': [[START, 1]] });
    expect(joined?.lastError).toContain('many-to-many');
    expect(count?.health).toBe('ok');

    at(20, { a: 1 }, engine);
    expect(engine.groups[0]?.rules[1]?.health).toBe('err');
    now = START + 400_000;
    at(400, { a: 1 }, engine);
    expect(engine.groups[0]?.rules.map(({ lastError }) => lastError)).toEqual(['', '', '']);
  });

  it('ends its series when the engine ends', () => {
    const engine = engineOf({ record: 'copy', expr: 'load' });
    at(0, { a: 1 }, engine);
    now += 1000;
    engine.close();
    expect(samplesOf(store, 'copy')['{id="a"}']?.at(-1)).toEqual([now, 'STALE']);
  });
});

describe('an alert', () => {
  const HIGH = { alert: 'High', expr: 'load > 5', for: '20s', keep_firing_for: '30s' };

  it('is pending for its time, then fires, goes on for a while, and ends', () => {
    const engine = engineOf(HIGH);
    at(0, { a: 5 }, engine);
    expect(alertsOf(engine)).toEqual([]);
    at(10, { a: 6 }, engine);
    expect(alertsOf(engine)).toEqual(['pending a 6']);
    now = START + 29_999;
    store.append({ __name__: 'load', id: 'a' }, now, 7);
    engine.evaluate();
    expect(alertsOf(engine)).toEqual(['pending a 7']);
    at(30, { a: 8 }, engine);
    expect(alertsOf(engine)).toEqual(['firing a 8']);
    at(40, { a: 1 }, engine);
    at(60, { a: 1 }, engine);
    expect(alertsOf(engine)).toEqual(['firing a 8']);
    at(70, { a: 1 }, engine);
    expect(alertsOf(engine)).toEqual([]);
  });

  it('that is back while it only goes on firing starts that time anew', () => {
    const engine = engineOf({ ...HIGH, for: '0s' });
    at(0, { a: 6 }, engine);
    at(10, { a: 1 }, engine);
    at(35, { a: 9 }, engine);
    expect(alertsOf(engine)).toEqual(['firing a 9']);
    at(45, { a: 1 }, engine);
    at(74, { a: 1 }, engine);
    expect(alertsOf(engine)).toEqual(['firing a 9']);
    at(75, { a: 1 }, engine);
    expect(alertsOf(engine)).toEqual([]);
  });

  it('that was pending and is gone begins anew', () => {
    const engine = engineOf(HIGH);
    at(0, { a: 6 }, engine);
    at(10, { a: 1 }, engine);
    expect(alertsOf(engine)).toEqual([]);
    at(20, { a: 6 }, engine);
    at(30, { a: 6 }, engine);
    expect(alertsOf(engine)).toEqual(['pending a 6']);
  });

  it('is told by the series ALERTS and ALERTS_FOR_STATE, of which a state that passed is marked', () => {
    const engine = engineOf({ ...HIGH, for: '10s', keep_firing_for: '0s', labels: { severity: 'page' } });
    at(0, { a: 6 }, engine);
    at(10, { a: 6 }, engine);
    at(20, { a: 1 }, engine);
    const labels = 'id="a",severity="page"';
    expect(samplesOf(store, 'ALERTS')).toEqual({
      [`{alertname="High",alertstate="pending",${labels}}`]: [
        [START, 1],
        [START + 10_000, 'STALE'],
      ],
      [`{alertname="High",alertstate="firing",${labels}}`]: [
        [START + 10_000, 1],
        [START + 20_000, 'STALE'],
      ],
    });
    expect(samplesOf(store, 'ALERTS_FOR_STATE')).toEqual({
      [`{alertname="High",${labels}}`]: [
        [START, START / 1000],
        [START + 10_000, START / 1000],
        [START + 20_000, 'STALE'],
      ],
    });
  });

  it('is described by templates, each series its own', () => {
    const engine = engineOf({
      alert: 'High',
      expr: 'load > 5',
      labels: { id: '', job: 'of {{ $labels.id }}' },
      annotations: {
        summary: '{{ $labels.id }} is at {{ $value | humanize }}',
        total: '{{ with query "sum(load)" }}{{ . | first | value }}{{ end }}',
      },
    });
    at(0, { a: 6, b: 7000 }, engine);
    expect(engine.groups[0]?.rules[0]?.alerts.map(({ labels, annotations }) => ({ labels, annotations }))).toEqual([
      { labels: { alertname: 'High', job: 'of a' }, annotations: { summary: 'a is at 6', total: '7006' } },
      { labels: { alertname: 'High', job: 'of b' }, annotations: { summary: 'b is at 7k', total: '7006' } },
    ]);
  });

  it('whose labels are those of another is an error, and what was before goes on', () => {
    const engine = engineOf({ ...HIGH, labels: { id: 'same' } });
    at(0, { a: 6 }, engine);
    at(30, { a: 6, b: 6 }, engine);
    expect(engine.groups[0]?.rules[0]?.lastError).toBe(
      'vector contains metrics with the same labelset after applying alert labels',
    );
    expect(alertsOf(engine)).toEqual(['pending same 6']);
  });
});

it('groups are evaluated each at its interval, until the engine ends', async () => {
  const groups = loadRules({
    groups: [
      { name: 'fast', interval: '5ms', rules: [{ record: 'fast', expr: 'vector(1)' }] },
      { name: 'slow', interval: '1h', rules: [{ record: 'slow', expr: 'vector(1)' }] },
    ],
  });
  let asked = 0;
  let engine: RuleEngine | undefined;
  // An evaluation asks for the time.
  await new Promise<void>((resolve) => {
    const clock = (): number => {
      asked += 1;
      if (asked === 10) resolve();
      return START + asked;
    };
    engine = new RuleEngine({ store, groups, now: clock });
    engine.start();
  });
  engine?.close();
  const evaluated = engine?.groups.map(({ lastEvaluationMs }) => lastEvaluationMs);
  expect(evaluated).toEqual([expect.any(Number), undefined]);
});
