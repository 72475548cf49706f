import type { TicketScope } from '../auth/tickets.js';
import { forbidden, notFound } from '../errors.js';
import type { RequestType } from './request.js';

/** What a connection may send that a ticket opened; a type that is not listed here is a write. */
const READS: ReadonlySet<RequestType> = new Set(['subscribe', 'unsubscribe', 'ping', 'receipts']);

/**
 * Holds a ticket's connection to reading, and to the channels that the ticket names.
 * @throws {ChatError} `forbidden`, `not_found` as for any channel that one may not see
 */
export const admitTicketFrame = (scope: TicketScope, type: RequestType, frame: Record<string, unknown>): void => {
  if (!READS.has(type)) throw forbidden('A ticket only reads');
  const { channelId } = frame;
  if (scope.channelIds && typeof channelId === 'string' && !scope.channelIds.has(channelId)) throw notFound('channel');
};
