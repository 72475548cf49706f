import type { ConnectionLimits, MessageDeletedFrame, MessageFrame, MessageUpdatedFrame } from '../protocol/frames.js';
import type { HistoryPage, Message } from '../protocol/resources.js';

export const LIMITS: ConnectionLimits = {
  frameBytes: 65_536,
  contentBytes: 16_384,
  resumeEntries: 1_000,
  subscriptions: 100,
  filesPerMessage: 10,
  receiptSamples: 3,
};

const TIME = '2026-01-01T00:00:00.000Z';

export function message(seq: number, fields: Partial<Message> = {}): Message {
  const author = { id: 'u2', name: 'Ada', avatarUrl: null };
  return { channelId: 'c1', seq, id: `m${seq}`, author, content: `text ${seq}`, files: [], createdAt: TIME, ...fields };
}

export function messageFrame(seq: number, fields: Partial<MessageFrame> = {}): MessageFrame {
  return { type: 'message', ...message(seq), acceptedAt: TIME, ...fields };
}

export function updatedFrame(seq: number, target: number): MessageUpdatedFrame {
  return { type: 'message_updated', channelId: 'c1', seq, target, content: 'edited', editedAt: TIME };
}

export function deletedFrame(seq: number, target: number): MessageDeletedFrame {
  return { type: 'message_deleted', channelId: 'c1', seq, target, deletedAt: TIME };
}

export function historyPage(head: number): HistoryPage {
  return { messages: [message(head)], head, hasMore: head > 1 };
}
