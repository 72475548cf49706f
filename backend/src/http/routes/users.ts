import type { Users } from '../../chat/users.js';
import { userSchema } from '../resources.js';
import { type Route, route } from '../route.js';

export const userRoutes = (users: Users): Route[] => [
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
];
