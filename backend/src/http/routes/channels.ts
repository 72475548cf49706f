import { z } from 'zod';
import type { UserActor } from '../../chat/actor.js';
import type { Channels } from '../../chat/channels.js';
import type { Statuses } from '../../chat/statuses.js';
import { channelName } from '../../chat/fields.js';
import { channelId, channelSchema, channelType, presenceSchema, refusal, userId } from '../resources.js';
import { type Route, route } from '../route.js';

const MAX_NEW_MEMBERS = 1_000;

const memberId = z.string().min(1).max(64);

/** Two shapes, so that the document says what a direct channel needs. One may name oneself beside the other. */
const newChannel = z.discriminatedUnion('type', [
  z.object({
    name: channelName,
    type: channelType.exclude(['direct']),
    memberIds: z.array(memberId).max(MAX_NEW_MEMBERS).default([]),
  }),
  z.object({
    name: channelName,
    type: channelType.extract(['direct']),
    memberIds: z.array(memberId).max(MAX_NEW_MEMBERS).meta({ minItems: 1 }),
  }),
]);

const member = z.object({ channelId, userId: userId.describe('"me" stands for oneself') });

export const channelRoutes = (channels: Channels, statuses: Statuses): Route[] => [
  ...collection(channels),
  ...members(channels),
  presence(statuses),
];

const collection = (channels: Channels): Route[] => [
  route({
    method: 'get',
    path: '/api/channels',
    operationId: 'listChannels',
    summary: 'Own and public channels, oldest first',
    description: 'The service token sees public channels alone.',
    auth: 'any',
    answers: { 200: { description: 'The channels', schema: z.strictObject({ channels: z.array(channelSchema) }) } },
    handle: async ({ actor }) => ({ status: 200, body: { channels: await channels.list(actor) } }),
  }),
  route({
    method: 'post',
    path: '/api/channels',
    operationId: 'createChannel',
    summary: 'Make a channel and own it',
    description: 'Members that do not exist are left out. A direct channel takes exactly one other member.',
    auth: 'user',
    body: newChannel,
    answers: { 201: { description: 'The channel', schema: channelSchema } },
    handle: async ({ actor, body }) => ({ status: 201, body: await channels.create(actor, body) }),
  }),
  route({
    method: 'get',
    path: '/api/channels/:channelId',
    operationId: 'getChannel',
    summary: 'A channel with its members',
    description: 'The service token sees public channels alone.',
    auth: 'any',
    params: member.pick({ channelId: true }),
    answers: {
      200: { description: 'The channel', schema: channelSchema },
      404: refusal('There is no such channel, or it is private and one is not in it'),
    },
    handle: async ({ actor, params }) => ({ status: 200, body: await channels.get(actor, params.channelId) }),
  }),
];

const members = (channels: Channels): Route[] => [
  route({
    method: 'put',
    path: '/api/channels/:channelId/members/:userId',
    operationId: 'addMember',
    summary: 'Add a member, or join',
    description: 'The owner adds anyone; anyone joins a public channel, as "me". Repeating it changes nothing.',
    auth: 'user',
    params: member,
    answers: {
      204: { description: 'The user is a member' },
      403: refusal('Only the owner adds members'),
      404: refusal('There is no such channel or user'),
    },
    handle: async ({ actor, params }) => {
      await channels.addMember(actor, params.channelId, userIdOf(params.userId, actor));
      return { status: 204 };
    },
  }),
  route({
    method: 'delete',
    path: '/api/channels/:channelId/members/:userId',
    operationId: 'removeMember',
    summary: 'Remove a member, or leave',
    description: 'The owner removes anyone but himself; anyone leaves, as "me". Live subscriptions end with it.',
    auth: 'user',
    params: member,
    answers: {
      204: { description: 'The user is no member any more' },
      403: refusal('Only the owner removes members, and he cannot leave himself'),
      404: refusal('There is no such channel or member'),
    },
    handle: async ({ actor, params }) => {
      await channels.removeMember(actor, params.channelId, userIdOf(params.userId, actor));
      return { status: 204 };
    },
  }),
];

const presence = (statuses: Statuses): Route =>
  route({
    method: 'get',
    path: '/api/channels/:channelId/presence',
    operationId: 'listPresence',
    summary: 'Members who are there',
    description:
      'Members who are not offline, oneself among them, in no particular order. Of a channel with more than 1,000 members ' +
      'the first 1,000 are looked at. Presence frames tell what changes.',
    auth: 'user',
    params: member.pick({ channelId: true }),
    answers: {
      200: { description: 'Who is there', schema: z.strictObject({ presence: z.array(presenceSchema) }) },
      404: refusal('There is no such channel, or it is private and one is not in it'),
    },
    handle: async ({ actor, params }) => ({
      status: 200,
      body: { presence: await statuses.present(actor, params.channelId) },
    }),
  });

/** Made ids have 20 characters, so that "me" is nobody's. */
const userIdOf = (given: string, actor: UserActor): string => (given === 'me' ? actor.userId : given);
