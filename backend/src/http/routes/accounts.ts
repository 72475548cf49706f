import { z } from 'zod';
import type { Users } from '../../chat/users.js';
import { refusal, userId } from '../resources.js';
import { type Route, route } from '../route.js';

const account = z.object({ userId });

const answers = (done: string) => ({
  204: { description: done },
  403: refusal('Only an administrator does this'),
  404: refusal('There is no such user'),
  409: refusal('An administrator does not disable himself'),
});

/** What administrators do with accounts. */
export const accountRoutes = (users: Users): Route[] => [
  route({
    method: 'put',
    path: '/api/users/:userId/disabled',
    operationId: 'disableUser',
    summary: 'Disable an account',
    description: 'It signs in no more, and its open WebSockets close within a second. What it wrote stays.',
    auth: 'user',
    params: account,
    answers: answers('The account is disabled'),
    handle: async ({ actor, params }) => {
      await users.setDisabled(actor, params.userId, true);
      return { status: 204 };
    },
  }),
  route({
    method: 'delete',
    path: '/api/users/:userId/disabled',
    operationId: 'enableUser',
    summary: 'Enable a disabled account again',
    description: 'Its tokens that have not expired work again.',
    auth: 'user',
    params: account,
    answers: answers('The account is enabled'),
    handle: async ({ actor, params }) => {
      await users.setDisabled(actor, params.userId, false);
      return { status: 204 };
    },
  }),
];
