import type { StoredTicket, TicketStore } from '../store.js';
import type { Calls } from './calls/calls.js';
import type { Database, TicketDocument } from './collections.js';

/** Tickets by their hash. */
export const createTicketStore = ({ tickets }: Database, calls: Calls): TicketStore => ({
  put: ({ hash, ...ticket }, now) =>
    calls.write('insert', 'tickets', async () => {
      await tickets.deleteMany({ expiresAt: { $lte: now } });
      await tickets.insertOne({ _id: hash, ...ticket });
    }),

  // One command finds and removes: of many who ask, on any node, one gets the ticket.
  take: (hash) =>
    calls.write('delete', 'tickets', async () => {
      const taken = await tickets.findOneAndDelete({ _id: hash });
      return taken === null ? undefined : toTicket(taken);
    }),
});

const toTicket = ({ _id, ...ticket }: TicketDocument): StoredTicket => ({ hash: _id, ...ticket });
