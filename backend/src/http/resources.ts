import type { Channel, HistoryPage, Message, ProblemDetails, Session, Ticket, User } from '@chatwatch/client';
import { z } from 'zod';
import type { Answer } from './route.js';

/** What the API answers with, as schemas: documentation is made from them, and tests hold every answer to them. */

const time = z.iso.datetime();
const id = z.string();

const author = z.strictObject({ id, name: z.string(), avatarUrl: z.string().nullable() });

export const userSchema = author.extend({
  status: z.enum(['online', 'away', 'busy', 'offline']),
  lastSeenAt: time.nullable(),
  email: z.exactOptional(z.string()),
}) satisfies z.ZodType<User>;

export const sessionSchema = z.strictObject({ user: userSchema, token: z.string() }) satisfies z.ZodType<Session>;

export const ticketSchema = z.strictObject({ ticket: z.string(), expiresAt: time }) satisfies z.ZodType<Ticket>;

export const channelType = z.enum(['public', 'private', 'direct']);

export const channelSchema = z.strictObject({
  id,
  name: z.string(),
  type: channelType,
  ownerId: id,
  createdAt: time,
  memberIds: z.exactOptional(z.array(id)),
}) satisfies z.ZodType<Channel>;

export const messageSchema = z.strictObject({
  channelId: id,
  seq: z.int().min(1),
  id,
  author,
  content: z.string(),
  files: z.array(z.strictObject({ id, name: z.string(), type: z.string(), sizeBytes: z.int().min(0) })),
  createdAt: time,
  editedAt: z.exactOptional(time),
  deletedAt: z.exactOptional(time),
}) satisfies z.ZodType<Message>;

export const historySchema = z.strictObject({
  messages: z.array(messageSchema),
  head: z.int().min(0),
  hasMore: z.boolean(),
}) satisfies z.ZodType<HistoryPage>;

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.exactOptional(z.array(z.strictObject({ path: z.string(), message: z.string() }))),
}) satisfies z.ZodType<ProblemDetails>;

/** A refusal that is particular to a route. */
export const refusal = (description: string): Answer => ({ description, schema: problemSchema });
