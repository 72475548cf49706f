import type { TicketStore } from '../store.js';
import type { Lane } from './lane.js';
import type { WriteCalls } from './operations.js';
import { fromTicket, toTicket } from './rows.js';

export function createTicketStore(writer: Lane<WriteCalls>): TicketStore {
  return {
    put: (ticket, now) => writer.call('putTicket', fromTicket(ticket), now),

    async take(hash) {
      const row = await writer.call('takeTicket', hash);
      return row === null ? undefined : toTicket(row);
    },
  };
}
