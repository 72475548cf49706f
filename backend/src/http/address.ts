import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/** IPv6 counts by its first 56 bits, in 16 of them: what a provider gives to one customer. */
const GROUPS = 4;
const LAST_GROUP_MASK = 0xff00;

/**
 * Whom a request without a user counts for. Behind trusted proxies the address is the one that they report.
 * Works for upgrade requests as well, since the server makes them with Express's prototype.
 */
export const addressOf = (request: IncomingMessage): string => addressKey((request as Request).ip ?? '');

/** An IPv4 address as it is, also where it is mapped into IPv6; of an IPv6 address its /56. */
export const addressKey = (address: string): string => {
  const [plain = ''] = address.split('%', 1);
  if (!isIPv6(plain)) return plain;
  const groups = expand(plain);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  const prefix = groups.slice(0, GROUPS);
  prefix[GROUPS - 1] = (prefix[GROUPS - 1] ?? 0) & LAST_GROUP_MASK;
  return `${prefix.map((group) => group.toString(16)).join(':')}::/56`;
};

/** The eight groups of an address; the URL parser writes dotted ends and letters' case in one way. */
const expand = (address: string): number[] => {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(missing).fill('0'), ...last].map((group) => Number.parseInt(group, 16));
};
