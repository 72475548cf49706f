import { z } from 'zod';
import { STATUS_UPDATES, type Statuses } from '../../chat/statuses.js';
import type { Users } from '../../chat/users.js';
import { integerText } from '../integer-text.js';
import { refusal, userId, userSchema, userStatus } from '../resources.js';
import { type Route, route } from '../route.js';

/** Names have up to 80 characters; a longer text than this is no search for one. */
const MAX_QUERY = 256;

const search = z.object({
  q: z
    .string()
    .max(MAX_QUERY)
    .meta({ examples: ['ann sm'] }),
  limit: integerText(1, 100).default(20),
});

const statusUpdates = z.object({
  updates: z.array(z.object({ userId: userId.min(1).max(64), status: userStatus })).max(STATUS_UPDATES),
});

const count = z.int().min(0);

export const userRoutes = (users: Users, statuses: Statuses): Route[] => [
  route({
    method: 'get',
    path: '/api/users/me',
    operationId: 'getMe',
    summary: 'Oneself, with the e-mail address',
    description: 'The user whose token came with the request.',
    auth: 'user',
    answers: { 200: { description: 'The account', schema: userSchema } },
    handle: async ({ actor }) => ({ status: 200, body: await users.me(actor) }),
  }),
  route({
    method: 'get',
    path: '/api/users/search',
    operationId: 'searchUsers',
    summary: 'Find users by name',
    description:
      'Every word of "q" is a word of the name or its beginning; case, accents and punctuation do not count. The best ' +
      'match comes first: the name itself, whole words, beginnings. A "q" without a word finds nobody. Disabled accounts ' +
      'are not found. "email" is there for oneself and for administrators, and is not searched.',
    auth: 'user',
    limit: 'searches',
    query: search,
    answers: { 200: { description: 'Users that match', schema: z.strictObject({ users: z.array(userSchema) }) } },
    handle: async ({ actor, query }) => ({
      status: 200,
      body: { users: await users.search(actor, query.q, query.limit) },
    }),
  }),
  route({
    method: 'patch',
    path: '/api/users/statuses',
    operationId: 'setStatuses',
    summary: 'Set statuses of users',
    description:
      "All of them in one write. Unknown ids are not matched, of a repeated id the last status holds. A user sets his own; others' " +
      'take an administrator or the service token.',
    auth: 'any',
    body: statusUpdates,
    answers: {
      200: {
        description: 'How many of the ids are users, and how many of these had another status before',
        schema: z.strictObject({ matched: count, modified: count }),
      },
      403: refusal('One of the ids is somebody else, and nothing was set'),
    },
    handle: async ({ actor, body }) => ({ status: 200, body: await statuses.set(actor, body.updates) }),
  }),
];
