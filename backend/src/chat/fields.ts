import { z } from 'zod';

/** What a value that a client gives must look like, whatever the transport it comes through. */

/** A lone surrogate has no UTF-8: stored, it would come back as another text than was given. */
const isWellFormed = (text: string): boolean => text.isWellFormed();

/** Control characters and the two Unicode line ends, which would break lists and logs that show a name on one line. */
const hasLineBreaker = (text: string): boolean => /[\p{Cc}\u2028\u2029]/u.test(text);

const shortText = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine(isWellFormed, 'holds a lone surrogate')
  .refine((text) => !hasLineBreaker(text), 'holds a control character');

/** Of a user, trimmed. */
export const userName = shortText;

/** Of a channel, trimmed. */
export const channelName = shortText;

/** Compared without case, as mail is delivered in practice: kept in lower case. Only a mail can prove an address. */
export const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'is not an e-mail address')
  .refine(isWellFormed, 'holds a lone surrogate')
  .toLowerCase();

/** At most 128 UTF-16 units, so never over 384 bytes: hashing it costs the same for everybody. */
export const password = z.string().min(8).max(128).refine(isWellFormed, 'holds a lone surrogate');

/** Chosen by the client for each message, so that repeating a send stores nothing twice. */
export const clientId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -');

/** Most files of one message. */
export const FILES_PER_MESSAGE = 10;

/** Files of one's own that a message is to carry, in the order in which they are shown. */
export const fileIds = z
  .array(z.string().min(1).max(64))
  .max(FILES_PER_MESSAGE, `a message carries at most ${FILES_PER_MESSAGE} files`)
  .refine((ids) => new Set(ids).size === ids.length, 'names a file twice');
