import { z } from 'zod';
import { clientFrames, type FrameType } from '../realtime/client-frames.js';
import type { Random } from './seeded-random.js';

/** A frame as its keys with their values in JSON text, so that a value may be what no object can hold. */
type Entries = [key: string, json: string][];

/** Values of every kind, and those that other languages, stores and prototypes trip over. */
const HOSTILE = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1.5', '1e400', '-1e400', '1e-400', '9007199254740993', '1e21'],
  ...['""', '" "', '"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\u202e"', '"__proto__"', '"constructor"', '"1"'],
  ...[
    '[]',
    '[[]]',
    '[null]',
    '{}',
    '{"$ne":null}',
    '{"__proto__":{"isAdmin":true}}',
    '{"toString":1}',
    '{"length":-1}',
  ],
  JSON.stringify('x'.repeat(20_000)),
  JSON.stringify('👩‍👩‍👧'.repeat(2_500)),
  JSON.stringify("'; DROP TABLE messages; --"),
  `${'['.repeat(1_000)}${']'.repeat(1_000)}`,
];

const KEYS = ['__proto__', 'constructor', 'toString', '', 'id', 'type', 'seq', 'channelId', '$where'];

interface Bounds {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** Just under, at and just over what a schema allows. */
const edgesOf = ({ minLength, maxLength, minimum, maximum, maxItems }: Bounds): string[] => [
  ...[minLength, maxLength].flatMap((length) => around(length).map((count) => JSON.stringify('x'.repeat(count)))),
  ...[minimum, maximum].flatMap((bound) => around(bound, -Infinity).map(String)),
  ...around(maxItems).map((count) => JSON.stringify(Array.from({ length: count }, () => ({ deliveryMs: 1 })))),
];

const around = (bound: number | undefined, lowest = 0): number[] =>
  bound === undefined || bound > 70_000 ? [] : [bound - 1, bound, bound + 1].filter((value) => value >= lowest);

const edges = new Map(
  Object.entries(clientFrames).flatMap(([type, schema]) =>
    Object.entries(z.toJSONSchema(schema, { io: 'input' }).properties ?? {}).map(
      ([key, part]) => [`${type}.${key}`, edgesOf(part as Bounds)] as const, // keywords of the schema that may be there
    ),
  ),
);

type Mutation = (entries: Entries, random: Random, type: FrameType) => Entries;

const replace = (entries: Entries, at: number, json: string): Entries =>
  entries.map(([key, value], index) => [key, index === at ? json : value]);

const mutations: readonly Mutation[] = [
  (entries, random) => {
    const gone = random.below(entries.length);
    return entries.filter((_, at) => at !== gone);
  },
  (entries, random) => replace(entries, random.below(entries.length), random.pick(HOSTILE)),
  (entries, random, type) => {
    const at = random.below(entries.length);
    const [key = '', value = ''] = entries[at] ?? [];
    const known = edges.get(`${type}.${key}`) ?? [];
    return replace(entries, at, known.length > 0 ? random.pick(known) : value);
  },
  (entries, random) => [...entries, [random.pick(KEYS), random.pick(HOSTILE)]],
  (entries, random) => [[random.pick(KEYS), random.pick(HOSTILE)], ...entries],
  (entries, random) => {
    const [at, from] = [random.below(entries.length), random.below(entries.length)];
    return replace(entries, at, entries[from]?.[1] ?? 'null');
  },
  (entries, random) => {
    const at = entries.findIndex(([key]) => key === 'type');
    const other = random.pick([...Object.keys(clientFrames), 'Send', 'send ', 'ready', 'ack', 'valueOf']);
    return at < 0 ? entries : replace(entries, at, JSON.stringify(other));
  },
];

/** A frame with one to three things wrong with it, or with none where they leave it right. */
export const mutated = (type: FrameType, frame: object, random: Random): string => {
  let entries: Entries = Object.entries(frame).map(([key, value]) => [key, JSON.stringify(value)]);
  for (let count = 1 + random.below(3); count > 0 && entries.length > 0; count--) {
    entries = random.pick(mutations)(entries, random, type);
  }
  return `{${entries.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
};
