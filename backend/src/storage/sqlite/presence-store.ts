import type { PresenceStore } from '../presence-store.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';
import { fromPresenceChange, toPresence } from './rows.js';

export function createPresenceStore(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): PresenceStore {
  return {
    async settle(nodeId, changes) {
      if (changes.length === 0) return [];
      const rows = await writer.call('settlePresence', nodeId, changes.map(fromPresenceChange));
      return rows.map(toPresence);
    },

    async find(ids) {
      const rows = ids.length === 0 ? [] : await reader.call('presence', ids);
      return rows.map(toPresence);
    },

    async nodeIds() {
      return [...(await reader.call('presenceNodes'))];
    },

    async findOn(nodeId, limit) {
      const rows = await reader.call('presenceOn', nodeId, limit);
      return rows.map(toPresence);
    },
  };
}
