import type { ClientFrame } from '@chatwatch/client';
import { z } from 'zod';
import { clientId, fileIds } from '../chat/fields.js';
import { badRequest } from '../errors.js';

/** Frames of a client as they must look; what else an object carries is ignored. */

/** Largest frame that is read, bytes. */
export const FRAME_BYTES = 64 * 1024;

/** Most samples of one `receipts` frame. */
export const RECEIPT_SAMPLES = 500;

const requestId = z.int().min(0);
const channelId = z.string().min(1).max(64);
const seq = z.int().min(1);
const content = z.string();

const hello = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  token: z.string().max(4_096).optional(),
  ticket: z.string().max(256).optional(),
});
const subscribe = z.object({
  type: z.literal('subscribe'),
  id: requestId,
  channelId,
  afterSeq: z.int().min(0).optional(),
});
const unsubscribe = z.object({ type: z.literal('unsubscribe'), id: requestId, channelId });
const send = z.object({
  type: z.literal('send'),
  id: requestId,
  channelId,
  clientId,
  content,
  fileIds: z.exactOptional(fileIds),
});
const edit = z.object({ type: z.literal('edit'), id: requestId, channelId, seq, content });
const remove = z.object({ type: z.literal('delete'), id: requestId, channelId, seq });
const typing = z.object({ type: z.literal('typing'), channelId });
const status = z.object({ type: z.literal('status'), status: z.enum(['online', 'away', 'busy', 'offline']) });
const ping = z.object({ type: z.literal('ping'), id: requestId.optional(), t: z.number() });
const receipts = z.object({
  type: z.literal('receipts'),
  samples: z.array(z.object({ deliveryMs: z.number().min(0).max(86_400_000) })).max(RECEIPT_SAMPLES),
});

/** A schema for each type of frame. */
export const clientFrames = {
  hello,
  subscribe,
  unsubscribe,
  send,
  edit,
  delete: remove,
  typing,
  status,
  ping,
  receipts,
} satisfies Record<ClientFrame['type'], z.ZodType>;

export type FrameType = keyof typeof clientFrames;

/** A frame of one type after its schema. */
export type Parsed<Type extends FrameType> = z.infer<(typeof clientFrames)[Type]>;

/** @throws {ChatError} `bad_request`, with each field that does not fit */
export const parseFrame = <Type extends FrameType>(type: Type, frame: Record<string, unknown>): Parsed<Type> => {
  const result = clientFrames[type].safeParse(frame);
  if (result.success) return result.data as Parsed<Type>;
  const fields = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw badRequest(`The ${type} frame does not fit`, fields);
};
