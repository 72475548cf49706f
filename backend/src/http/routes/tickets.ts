import { z } from 'zod';
import type { Tickets } from '../../auth/tickets.js';
import { iso } from '../../chat/present.js';
import { refusal, ticketSchema } from '../resources.js';
import { type Route, route } from '../route.js';

const MAX_CHANNELS = 100;

const request = z
  .object({ channelIds: z.exactOptional(z.array(z.string().min(1).max(64)).min(1).max(MAX_CHANNELS)) })
  .prefault({});

export const ticketRoutes = (tickets: Tickets): Route[] => [
  route({
    method: 'post',
    path: '/api/auth/tickets',
    operationId: 'issueTicket',
    summary: 'A ticket for one WebSocket that only reads',
    description:
      'For a page that must not hold a token. It opens one connection within 60 seconds, which may read what its ' +
      'issuer may; "channelIds" narrows it. The service token issues tickets for public channels.',
    auth: 'any',
    limit: 'tickets',
    body: request,
    answers: {
      201: { description: 'The ticket', schema: ticketSchema },
      404: refusal('There is no such channel among "channelIds", or it is private and one is not in it'),
    },
    handle: async ({ actor, credentialsEndAt, body }) => {
      const { ticket, expiresAt } = await tickets.issue({ actor, expiresAt: credentialsEndAt }, body.channelIds);
      return { status: 201, body: { ticket, expiresAt: iso(expiresAt) } };
    },
  }),
];
