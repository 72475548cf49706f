import { BlockList } from 'node:net';
import { z } from 'zod';

/** How the text of one environment variable becomes a value. Each message says what would have been right. */

/** A whole number within its bounds. */
export const integer = (minimum: number, maximum: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`))
    .default(fallback);

/** So many within so many seconds, written as `100/10`. */
export const rate = (count: number, seconds: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}\/[1-9]\d{0,4}$/, 'must be a number and its seconds, such as 100/10')
    .transform((text) => {
      const [countText, secondsText] = text.split('/');
      return { count: Number(countText), seconds: Number(secondsText) };
    })
    .default({ count, seconds });

export const onOff = (fallback: boolean) =>
  z
    .enum(['on', 'off'], 'must be on or off')
    .transform((value) => value === 'on')
    .default(fallback);

/** One of a few words. */
export const oneOf = <const Words extends readonly string[]>(words: Words, fallback: Words[number]) =>
  z.enum(words, `must be one of ${words.join(', ')}`).default(fallback);

/** A secret with enough bytes that it is not guessed. */
export const secret = (minimumBytes: number) =>
  z
    .string()
    .refine((text) => Buffer.byteLength(text) >= minimumBytes, `must have at least ${minimumBytes} bytes`)
    .optional();

/** A comma list; every item is checked, and the message names the one that is wrong. */
export const listOf = <Item>(read: (item: string) => Item | undefined, expected: string) =>
  z
    .string()
    .transform((text, context) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
        .map((item) => {
          const value = read(item);
          if (value !== undefined) return value;
          context.addIssue({ code: 'custom', message: `"${item}" is not ${expected}` });
          return z.NEVER;
        }),
    )
    .default([]);

/** `https://chat.example` as a browser would send it in `Origin`, or undefined. */
export const readOrigin = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isPlain && /^https?:$/.test(url.protocol) ? url.origin : undefined;
};

const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** An address, a range in CIDR notation or one of Express's names for private ranges, or undefined. */
export const readAddressRange = (text: string): string | undefined => {
  if (NAMED_RANGES.includes(text)) return text;
  const [address = '', prefix] = text.split('/');
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  try {
    new BlockList().addSubnet(address, prefix === undefined ? 1 : Number(prefix), family);
    return text;
  } catch {
    return undefined;
  }
};
