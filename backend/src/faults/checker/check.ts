import { channelsOf } from './channel.js';
import { checkChanges } from './changes.js';
import { checkConnections } from './connections.js';
import { checkDeliveries } from './deliveries.js';
import type { History, Violation } from './history.js';
import { checkLogs } from './logs.js';
import { checkReaders } from './readers.js';
import { checkSends } from './sends.js';

/**
 * Judges a whole run at once: every broken promise, none where all were kept. Pure: the same history has the same
 * answer. It needs a log of every channel that anybody wrote to or read from.
 */
export const check = (history: History): Violation[] => {
  const channels = channelsOf(history);
  return [
    ...channels.flatMap((channel) => [...checkLogs(channel), ...checkSends(channel), ...checkChanges(channel)]),
    ...checkConnections(history),
    ...checkDeliveries(history, channels),
    ...checkReaders(history, channels),
  ];
};
