import { groupBy } from './group-by.js';
import type { History, Violation } from './history.js';

/** What one connection sent first has the lower number. */
export const checkConnections = ({ connections }: History): Violation[] =>
  connections.flatMap(({ name, stored }) =>
    [...groupBy(stored, ({ channelId }) => channelId)].flatMap(([channelId, sends]) =>
      sends.flatMap(({ seq }, index): Violation[] => {
        const before = sends[index - 1]?.seq ?? 0;
        if (seq > before) return [];
        return [{ kind: 'connection_order', detail: `${name} in ${channelId}: ${before}, then ${seq}` }];
      }),
    ),
  );
