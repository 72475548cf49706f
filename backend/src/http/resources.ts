import type {
  Channel,
  FileReference,
  HistoryPage,
  Message,
  Presence,
  ProblemDetails,
  Session,
  Ticket,
  User,
} from '@chatwatch/client';
import { z } from 'zod';
import type { Answer } from './route.js';

/** What the API answers with, as schemas: documentation is made from them, and tests hold every answer to them. */

const time = z.iso.datetime().meta({ examples: ['2026-11-23T10:00:00.000Z'] });
/** Of a user, as it came from the API. */
export const userId = z.string().meta({ examples: ['2kN6vVqgD0wHtYb8sXcZ'] });
const text = (example: string) => z.string().meta({ examples: [example] });

const authorFields = { id: userId, name: text('Ann'), avatarUrl: z.string().nullable() };

const author = z.strictObject(authorFields).meta({ id: 'Author' });

export const userStatus = z.enum(['online', 'away', 'busy', 'offline']);

export const userSchema = z
  .strictObject({
    ...authorFields,
    status: userStatus,
    lastSeenAt: time.nullable(),
    email: z.exactOptional(text('ann@chat.example').describe('Of oneself, and for administrators')),
  })
  .meta({ id: 'User' }) satisfies z.ZodType<User>;

export const presenceSchema = z
  .strictObject({ userId, status: userStatus, lastSeenAt: time.nullable() })
  .meta({ id: 'Presence' }) satisfies z.ZodType<Presence>;

export const sessionSchema = z
  .strictObject({ user: userSchema, token: text('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIya042In0.c2lnbmF0dXJl') })
  .meta({ id: 'Session' }) satisfies z.ZodType<Session>;

export const ticketSchema = z
  .strictObject({ ticket: text('Zk3pVbN0cWqYt8RmXsLh7dJf'), expiresAt: time })
  .meta({ id: 'Ticket' }) satisfies z.ZodType<Ticket>;

export const channelType = z.enum(['public', 'private', 'direct']);

/** Of a channel, as it came from the API. */
export const channelId = text('7dRk1QmZ4pWcXbN9eLhA');

export const channelSchema = z
  .strictObject({
    id: channelId,
    name: text('general'),
    type: channelType,
    ownerId: userId,
    createdAt: time,
    memberIds: z.exactOptional(z.array(userId).describe('Of a single channel')),
  })
  .meta({ id: 'Channel' }) satisfies z.ZodType<Channel>;

/** Of a file, as it came from the API. */
export const fileId = text('9sT3bVw0KfJmPqYx2CgH');

export const fileSchema = z
  .strictObject({
    id: fileId,
    name: text('plan.pdf'),
    type: text('application/pdf'),
    sizeBytes: z
      .int()
      .min(0)
      .meta({ examples: [48_213] }),
  })
  .meta({ id: 'File' }) satisfies z.ZodType<FileReference>;

export const messageSchema = z
  .strictObject({
    channelId,
    seq: z
      .int()
      .min(1)
      .meta({ description: "Place in the channel's log", examples: [12] }),
    id: text('7dRk1QmZ4pWcXbN9eLhA-12'),
    author,
    content: text('Good morning').describe('1 to 16,384 bytes of UTF-8; empty once deleted, or beside a file'),
    files: z.array(fileSchema),
    createdAt: time,
    editedAt: z.exactOptional(time),
    deletedAt: z.exactOptional(z.iso.datetime()),
  })
  .meta({ id: 'Message' }) satisfies z.ZodType<Message>;

export const historySchema = z
  .strictObject({
    messages: z.array(messageSchema),
    head: z
      .int()
      .min(0)
      .meta({ description: "The log's last number: subscribing with it goes on from here", examples: [14] }),
    hasMore: z.boolean(),
  })
  .meta({ id: 'HistoryPage' }) satisfies z.ZodType<HistoryPage>;

export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Stable, to decide by'),
    requestId: z.string(),
    errors: z.exactOptional(
      z.array(z.strictObject({ path: z.string(), message: z.string() })).describe('The fields that do not fit'),
    ),
  })
  .meta({ id: 'Problem' }) satisfies z.ZodType<ProblemDetails>;

/** A refusal that is particular to a route. */
export const refusal = (description: string): Answer => ({ description, schema: problemSchema });
