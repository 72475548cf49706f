import type { ByteRange } from '../../storage/files/file-store.js';

/** One range of bytes: from, to, or the last so many. */
const SINGLE = /^bytes=[\t ]*(\d*)-(\d*)[\t ]*$/i;

/**
 * What a `Range` header asks for (RFC 9110, 14.1.2). Undefined: the whole, also for what may be ignored: several ranges,
 * other units, and what is no range at all.
 * @param sizeBytes of the whole, at least 1
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = SINGLE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return suffix(Number(last), sizeBytes);
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= sizeBytes) return 'unsatisfiable';
  return { start, end: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
}

const suffix = (count: number, sizeBytes: number): ByteRange | 'unsatisfiable' =>
  count === 0 ? 'unsatisfiable' : { start: Math.max(0, sizeBytes - count), end: sizeBytes - 1 };
