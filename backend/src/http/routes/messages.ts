import { z } from 'zod';
import { clientId, fileIds, FILES_PER_MESSAGE } from '../../chat/fields.js';
import { CONTENT_BYTES, type Messages } from '../../chat/messages.js';
import { integerText } from '../integer-text.js';
import { channelId, historySchema, messageSchema, refusal } from '../resources.js';
import { type Route, route } from '../route.js';

const inChannel = z.object({ channelId });
const oneMessage = z.object({ channelId, seq: integerText(1) });

/** Which page of history is asked for. */
export const pageQuery = z
  .object({
    before: z.exactOptional(integerText(0)),
    after: z.exactOptional(integerText(0)),
    limit: integerText(1, 100).default(50),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    path: ['after'],
    message: 'does not go together with before',
  });

const content = z.string().meta({
  description: '1 to 16,384 bytes of UTF-8',
  minLength: 1,
  maxLength: CONTENT_BYTES,
  examples: ['Good morning'],
});

const newMessage = z
  .object({
    clientId,
    content: content.meta({ minLength: 0, description: '1 to 16,384 bytes of UTF-8, none where files come along' }),
    fileIds: z.exactOptional(fileIds),
  })
  .meta({
    // Checked where the message is made; here for the document.
    anyOf: [
      { properties: { content: { minLength: 1 } } },
      { properties: { fileIds: { minItems: 1 } }, required: ['fileIds'] },
    ],
  });

/** A browser keeps it for its user and asks each time, which costs a 304 while nothing has happened. */
export const HISTORY_CACHE_CONTROL = 'private, no-cache';

/** Limited by nothing but rights, which the door before it stands on: `history-door`. */
export const HISTORY_PATH = '/api/channels/:channelId/messages';

/** Of a page that was kept from before the store went away: a negative time to live is how long ago (RFC 9211, 2.5). */
const oldness = (ageMs: number) => ({ 'Cache-Status': `chatwatch; hit; ttl=-${Math.ceil(ageMs / 1_000)}` });

const NO_CHANNEL = 'There is no such channel, or it is private and one is not in it';
const NO_MESSAGE = 'There is no such channel or message';

export const messageRoutes = (messages: Messages): Route[] => [...collection(messages), ...changes(messages)];

const collection = (messages: Messages): Route[] => [
  route({
    method: 'get',
    path: HISTORY_PATH,
    operationId: 'listMessages',
    summary: 'A page of history',
    description: 'Newest first with "before" or neither, oldest first with "after". It shows the state at "head".',
    auth: 'any',
    params: inChannel,
    query: pageQuery,
    answers: {
      200: { description: 'The page', schema: historySchema },
      304: { description: 'The page is still the one that "If-None-Match" names' },
      404: refusal(NO_CHANNEL),
    },
    handle: async ({ actor, params, query }) => {
      const { representation, ageMs } = await messages.history(actor, { channelId: params.channelId, ...query });
      const headers = { 'Cache-Control': HISTORY_CACHE_CONTROL, ...(ageMs > 0 && oldness(ageMs)) };
      return { status: 200, representation, headers };
    },
  }),
  route({
    method: 'post',
    path: HISTORY_PATH,
    operationId: 'sendMessage',
    summary: 'Send a message',
    description:
      'Repeating it with the same "clientId" stores nothing twice. Content has 1 to 16,384 bytes of UTF-8, and may be empty ' +
      `with a file. A message carries up to ${FILES_PER_MESSAGE} files that its author uploaded, each one in one message.`,
    auth: 'user',
    limit: 'sends',
    params: inChannel,
    body: newMessage,
    answers: {
      201: { description: 'The message, stored', schema: messageSchema },
      200: { description: 'The message that was stored with this "clientId" before', schema: messageSchema },
      404: refusal(NO_CHANNEL),
      409: refusal('The "clientId" was used in another channel'),
    },
    handle: async ({ actor, params, body }) => {
      const receipt = await messages.send(actor, { channelId: params.channelId, ...body });
      return { status: receipt.isDuplicate ? 200 : 201, body: receipt.message };
    },
  }),
];

const changes = (messages: Messages): Route[] => [
  route({
    method: 'patch',
    path: '/api/channels/:channelId/messages/:seq',
    operationId: 'editMessage',
    summary: "Change one's message",
    description: 'Repeating it with the same content changes nothing.',
    auth: 'user',
    limit: 'edits',
    params: oneMessage,
    body: z.object({ content }),
    answers: {
      200: { description: 'The message in its new state', schema: messageSchema },
      403: refusal('Only its author may edit a message'),
      404: refusal(NO_MESSAGE),
      409: refusal('The message is deleted'),
    },
    handle: async ({ actor, params, body }) => {
      const receipt = await messages.edit(actor, params.channelId, params.seq, body.content);
      return { status: 200, body: receipt.message };
    },
  }),
  route({
    method: 'delete',
    path: '/api/channels/:channelId/messages/:seq',
    operationId: 'deleteMessage',
    summary: 'Delete a message',
    description: 'The author, or in a public channel an administrator. It stays in history without its content.',
    auth: 'user',
    limit: 'edits',
    params: oneMessage,
    answers: {
      204: { description: 'The message is deleted' },
      403: refusal('Only its author may delete a message'),
      404: refusal(NO_MESSAGE),
    },
    handle: async ({ actor, params }) => {
      await messages.delete(actor, params.channelId, params.seq);
      return { status: 204 };
    },
  }),
];
