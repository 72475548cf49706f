import * as z from 'zod/mini';

const time = z.iso.datetime();

/** A channel that the service's token may read. */
export const channelSchema = z.looseObject({ id: z.string(), name: z.nullable(z.string()), type: z.string() });

/** The list of public channels. */
export const channelsSchema = z.object({ channels: z.array(channelSchema) });

/** A message of history. */
export const messageSchema = z.looseObject({
  channelId: z.string(),
  seq: z.number(),
  id: z.string(),
  author: z.looseObject({ id: z.string(), name: z.string(), avatarUrl: z.optional(z.nullable(z.string())) }),
  content: z.string(),
  files: z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.string(), sizeBytes: z.number() })),
  createdAt: time,
  editedAt: z.optional(z.nullable(time)),
  deletedAt: z.optional(z.nullable(time)),
});

/** A page of history: the state at `head`. */
export const historySchema = z.object({ messages: z.array(messageSchema), head: z.number(), hasMore: z.boolean() });

/** For one WebSocket that only reads. */
export const ticketSchema = z.object({ ticket: z.string(), expiresAt: time });

/** As much of the service's API document as tells its version. */
export const openApiSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

/** What answers without content. */
export const nothingSchema = z.unknown();

/** A moment of the service. */
export const realTimeSchema = z.looseObject({ timestamp: time });

/** The service's own view of itself. */
export const overviewSchema = z.looseObject({ generatedAt: time });

/** Vitals of the console's pages, as the service counts them. */
export const vitalsSchema = z.looseObject({});

/** Alerts, as the service sees its objectives. */
export const alertsSchema = z.looseObject({});
