import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel, HistoryPage, Message, Session } from '@chatwatch/client';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';
import { type Random, withRandom } from './seeded-random.js';

/** `CHATWATCH_TEXTS=10000` asks for more of them. */
const TEXTS = Number(process.env.CHATWATCH_TEXTS ?? 300);
const CONTENT_BYTES = 16_384;
const QUERY_CHARACTERS = 256;

let http: HttpUnderTest;
let ann: Session;
let channel: Channel;

beforeAll(async () => {
  http = await startHttp({ env: { RATE_LIMITS: 'off' } });
  ann = await http.register('ann');
  const body = { name: 'texts', type: 'private' };
  channel = (await http.call('POST', '/api/channels', { token: ann.token, body })).body as Channel;
});
afterAll(() => http.close());

/** Of FTS5, SQL, JSON and Unicode: what a search or a store could take for something else than text. */
const PIECES = [
  ...['"', "'", '*', '^', ':', '-', '+', '(', ')', '{', '}', '\\', '%', '_', ';', ',', '.', '?', '$', '<', '&'],
  ...['AND', 'OR', 'NOT', 'NEAR(', 'name:', 'email:', 'ann', '""', '--', '/*', '$ne', '__proto__', 'null'],
  ...['\0', '\n', '\r\n', '\t', '\u2028', '\u007f', '\ufeff', '\ufffd', '\uffff', '\u{10ffff}', '\ue000'],
  ...[
    '\ud800',
    '\udc00',
    '\udfff\ud83d',
    '\u202e',
    '\u2066',
    '\u200d',
    'שָׁלוֹם',
    'مرحبا',
    'e\u0301\u0323',
    'ﬃ',
    'İ',
    'ß',
  ],
  ...['👩‍👩‍👧', '🏳️‍🌈', '田中', '각', '𝒳', ' ', '  '],
];

const textOf = (random: Random): string => {
  const length = random.pick([0, 1, 2, 3, 5, 8, 13, 60, 300]);
  const text = Array.from({ length }, () =>
    random.below(3) === 0 ? String.fromCodePoint(random.below(0x11_0000)) : random.pick(PIECES),
  ).join('');
  if (random.below(20) > 0) return text;
  // About the largest that a message may hold.
  const bytes = Math.max(1, Buffer.byteLength(text));
  return text.repeat(Math.ceil(CONTENT_BYTES / bytes)).slice(random.below(50));
};

const isContent = (text: string): boolean => {
  const bytes = Buffer.byteLength(text);
  return text.isWellFormed() && bytes > 0 && bytes <= CONTENT_BYTES;
};

const eachText = (check: (text: string, index: number) => Promise<void>): Promise<void> =>
  withRandom(async (random) => {
    for (let index = 0; index < TEXTS; index++) await check(textOf(random), index);
  });

describe('a text of any kind', () => {
  it('is searched for, or refused as too long', async () => {
    await eachText(async (given) => {
      // What is no Unicode cannot be written in a URL.
      const text = given.toWellFormed();
      const query = `q=${encodeURIComponent(text)}`;
      const { status } = await http.call('GET', `/api/users/search?${query}`, { token: ann.token });
      expect({ text, status }).toEqual({ text, status: text.length > QUERY_CHARACTERS ? 400 : 200 });
    });
  });

  it('comes back as a message byte for byte, or is refused', async () => {
    const path = `/api/channels/${channel.id}/messages`;
    await eachText(async (content, index) => {
      const body = { clientId: `text-${index}`, content };
      const sent = await http.call('POST', path, { token: ann.token, body });
      expect({ content, status: sent.status }).toEqual({ content, status: isContent(content) ? 201 : 400 });
      if (sent.status !== 201) return;
      const page = (await http.call('GET', `${path}?limit=1`, { token: ann.token })).body as HistoryPage;
      expect([(sent.body as Message).content, page.messages[0]?.content]).toEqual([content, content]);
    });
  });
});
