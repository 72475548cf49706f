import type { Random } from './random.js';

const WINDOWS = ['1m', '90s', '5m', '20m'];
const COUNTERS = [
  'requests_total',
  'requests_total{route!="/a"}',
  'requests_total{code=~"5..|200"}',
  'latency_seconds_count',
];
const GAUGES = ['temperature', 'temperature{room=~"r[12]"}', 'temperature{room!~"r1|"}', 'nothing_at_all'];
const STATES = ['state', 'state{job="x"}'];
const LABELS = ['job', 'instance', 'route', 'code', 'room'];

const offset = (random: Random): string => (random.chance(0.15) ? ` offset ${random.pick(['30s', '7m', '-2m'])}` : '');

const window = (random: Random): string => `[${random.pick(WINDOWS)}]${offset(random)}`;

const labels = (random: Random): string => LABELS.filter(() => random.chance(0.4)).join(', ');

const rated = (random: Random): string =>
  `${random.pick(['rate', 'rate', 'increase', 'irate', 'resets', 'delta'])}(${random.pick(COUNTERS)}${window(random)})`;

const overTime = (random: Random): string => {
  const metric = random.pick([...GAUGES, ...STATES]);
  const name = random.pick(['sum', 'avg', 'min', 'max', 'count', 'last', 'present']);
  return random.pick([
    `${name}_over_time(${metric}${window(random)})`,
    `quantile_over_time(${random.pick(['0.5', '0.95', '0', '1', '-1', '2', 'NaN'])}, ${metric}${window(random)})`,
    `${random.pick(['changes', 'resets', 'deriv', 'idelta', 'delta'])}(${metric}${window(random)})`,
    `absent_over_time(${metric}${window(random)})`,
  ]);
};

const selected = (random: Random): string => `${random.pick([...GAUGES, ...COUNTERS, ...STATES])}${offset(random)}`;

const subquery = (random: Random, depth: number): string => {
  const name = random.pick(['max', 'avg', 'count', 'sum', 'last', 'min']);
  const step = random.pick(['1m', '45s', '']);
  return `${name}_over_time((${vector(random, depth - 1)})[${random.pick(['5m', '11m'])}:${step}]${offset(random)})`;
};

const quantileOfBuckets = (random: Random): string => {
  // Not 0.5: where a bucket ends at exactly the share, the last digit of a sum decides, which depends on its order.
  const share = random.pick(['0.4713', '0.9511', '0.9917', '0', '-1', '1.5']);
  const by = random.pick(['le', 'le, job', 'le, route, job']);
  return `histogram_quantile(${share}, sum by (${by}) (rate(latency_seconds_bucket${window(random)})))`;
};

const aggregation = (random: Random, depth: number): string => {
  const by = random.chance(0.8) ? ` ${random.pick(['by', 'without'])} (${labels(random)})` : '';
  if (random.chance(0.2))
    return `${random.pick(['topk', 'bottomk'])}${by} (${random.whole(0, 4)}, temperature${offset(random)})`;
  if (random.chance(0.2)) return `quantile${by} (${random.pick(['0.5', '0.9', '-1'])}, ${vector(random, depth - 1)})`;
  return `${random.pick(['sum', 'avg', 'min', 'max', 'count', 'group'])}${by} (${vector(random, depth - 1)})`;
};

const call = (random: Random, depth: number): string => {
  const of = vector(random, depth - 1);
  return random.pick([
    `${random.pick(['abs', 'ceil', 'floor', 'exp', 'ln', 'sqrt', 'sort', 'sort_desc', 'absent'])}(${of})`,
    `round(${of}, ${random.pick(['0.1', '5', '1'])})`,
    `clamp(${of}, ${random.pick(['-1', '5'])}, ${random.pick(['3', '50'])})`,
    `clamp_${random.pick(['min', 'max'])}(${of}, ${scalar(random)})`,
    `timestamp(${random.pick([of, selected(random)])})`,
    `label_replace(${of}, "${random.pick(['job', 'made', 'route'])}", "$1-$2$$", "route", "/(.)(.*)")`,
    `-${of}`,
    `vector(${scalar(random)})`,
  ]);
};

const scalar = (random: Random): string =>
  random.pick([
    '1',
    '0',
    '-2.5',
    '0x10',
    'time()',
    'Inf',
    'NaN',
    'scalar(temperature{room="r1", instance="i1"})',
    '2 ^ -1 ^ 2',
  ]);

const operator = (random: Random): string =>
  random.pick(['+', '-', '*', '/', '^', '>', '<', '>= bool', '<= bool', '> bool', '!= bool']);

const matching = (random: Random): string => {
  if (random.chance(0.4)) return '';
  const clause = `${random.pick(['on', 'on', 'ignoring'])} (${labels(random)})`;
  const group = random.chance(0.5)
    ? ` group_${random.pick(['left', 'right'])} ${random.pick(['()', '(version)'])}`
    : '';
  return ` ${clause}${group}`;
};

const binary = (random: Random, depth: number): string => {
  const [left, right] = [vector(random, depth - 1), vector(random, depth - 1)];
  const set = `${random.pick(['and', 'or', 'unless'])}${random.chance(0.7) ? ` on (${labels(random)})` : ''}`;
  return random.pick([
    `(${left} ${operator(random)} ${scalar(random)})`,
    `(${scalar(random)} ${operator(random)} ${right})`,
    `(${left} ${operator(random)}${matching(random)} ${right})`,
    `(${left} ${set} ${right})`,
    `(${rated(random)} * on (job, instance) group_left (version) build_info)`,
    `(${random.pick(COUNTERS)} % ${random.whole(-1, 7)})`,
    `(state ${random.pick(['==', '!='])} ${random.pick(['1', 'state offset 1m', '3'])})`,
  ]);
};

/** A query of the type vector; the same for the same state of the generator. */
export const vector = (random: Random, depth: number): string => {
  const simple = [rated, overTime, selected, quantileOfBuckets];
  if (depth <= 0) return random.pick(simple)(random);
  return random.pick([...simple, aggregation, aggregation, call, binary, binary, subquery])(random, depth);
};
