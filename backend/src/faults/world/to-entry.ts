import type { LogFrame, Message } from '@chatwatch/client';
import type { Entry, MessageEntry } from '../checker/history.js';
import { brief } from './brief.js';

/** A message of the API as the judge knows it. */
export const toMessageEntry = ({ seq, author, content }: Message): MessageEntry => ({
  kind: 'message',
  seq,
  author: author.id,
  content: brief(content),
});

/** A frame of the log as the judge knows it. */
export const toEntry = (frame: LogFrame): Entry => {
  const { seq } = frame;
  if (frame.type === 'message') return toMessageEntry(frame);
  if (frame.type === 'message_deleted') return { kind: 'deletion', seq, target: frame.target };
  return { kind: 'edit', seq, target: frame.target, content: brief(frame.content) };
};
