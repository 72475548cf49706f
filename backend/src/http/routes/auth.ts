import { z } from 'zod';
import { email, password, userName } from '../../chat/fields.js';
import type { Users } from '../../chat/users.js';
import type { SignInGuard } from '../../limits/sign-in-guard.js';
import { refusal, sessionSchema } from '../resources.js';
import { type Route, route } from '../route.js';

export const authRoutes = (users: Users, signIns: SignInGuard): Route[] => [
  route({
    method: 'post',
    path: '/api/auth/register',
    operationId: 'register',
    summary: 'Make an account and sign in',
    description: 'The address is compared without case. Registering twice with it is refused.',
    auth: 'none',
    limit: 'registrations',
    body: z.object({ name: userName, email, password }),
    answers: {
      201: { description: 'The account and a token for it', schema: sessionSchema },
      409: refusal('The e-mail address is taken'),
    },
    handle: async ({ body }) => ({ status: 201, body: await users.register(body) }),
  }),
  route({
    method: 'post',
    path: '/api/auth/login',
    operationId: 'login',
    summary: 'Sign in',
    description:
      'An unknown address and a wrong password are answered alike. After some failures on an account from one ' +
      'address, attempts are refused for a while, right ones as well.',
    auth: 'none',
    limit: 'sign_ins',
    // Rules for new passwords may change; whoever has an account signs in with the one he has.
    body: z.object({
      email: z
        .string()
        .max(254)
        .trim()
        .toLowerCase()
        .meta({ examples: ['ann@chat.example'] }),
      password: z
        .string()
        .max(1_024)
        .meta({ examples: ['correct horse battery'] }),
    }),
    answers: {
      200: { description: 'The account and a token for it', schema: sessionSchema },
      401: refusal('The e-mail address or the password is wrong'),
      403: refusal('The account is disabled'),
    },
    handle: async ({ body, addressOf }) => ({
      status: 200,
      body: await signIns.attempt(body.email, addressOf(), () => users.login(body)),
    }),
  }),
];
