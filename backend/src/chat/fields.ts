import { z } from 'zod';

/** What a value that a client gives must look like, whatever the transport it comes through. */

/** A lone surrogate has no UTF-8: stored, it would come back as another text than was given. */
const isWellFormed = (text: string): boolean => text.isWellFormed();

/**
 * Bounds in characters as people and JSON Schema count them: an emoji is one, not two UTF-16 units. Documented as such.
 */
const characters = (minimum: number, maximum: number) => (text: string) => {
  const count = Array.from(text).length;
  return count >= minimum && count <= maximum;
};

/**
 * One line that is not blank. Control characters and the two Unicode line ends would break lists and logs that show a
 * name on one line. Written as ranges: the pattern is in the API's document, and not every language knows `\p{Cc}`.
 */
const ONE_LINE =
  // eslint-disable-next-line no-control-regex -- it is there to refuse them
  /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\ufeff\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

const name = (example: string) =>
  z
    .string()
    .trim()
    .regex(ONE_LINE, { error: 'must be one line of text', abort: true })
    .refine(isWellFormed, { error: 'holds a lone surrogate', abort: true })
    .refine(characters(1, 80), 'must have 1 to 80 characters')
    .meta({ minLength: 1, maxLength: 80, examples: [example] });

/** Of a user, trimmed. */
export const userName = name('Ann');

/** Of a channel, trimmed. */
export const channelName = name('general');

/** Compared without case, as mail is delivered in practice: kept in lower case. Only a mail can prove an address. */
export const email = z
  .string()
  .trim()
  .max(254)
  .regex(
    // eslint-disable-next-line no-control-regex -- it is there to refuse them
    /^[^\s\ufeff@\u0000-\u001f\u007f-\u009f]+@[^\s\ufeff@\u0000-\u001f\u007f-\u009f]+$/,
    'is not an e-mail address',
  )
  .refine(isWellFormed, 'holds a lone surrogate')
  .toLowerCase()
  .meta({ examples: ['ann@chat.example'] });

/** At most 128 characters, so never over 512 bytes: hashing it costs the same for everybody. */
export const password = z
  .string()
  .refine(isWellFormed, { error: 'holds a lone surrogate', abort: true })
  .refine(characters(8, 128), 'must have 8 to 128 characters')
  .meta({ minLength: 8, maxLength: 128, examples: ['correct horse battery'] });

/** Chosen by the client for each message, so that repeating a send stores nothing twice. */
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -')
  .meta({ examples: ['01938f2e-6c1a-7b3d-9f00-2f6f0c1d4e5a'] });

/** Most files of one message. */
export const FILES_PER_MESSAGE = 10;

/** Files of one's own that a message is to carry, in the order in which they are shown. */
export const fileIds = z
  .array(z.string().min(1).max(64))
  .max(FILES_PER_MESSAGE, `a message carries at most ${FILES_PER_MESSAGE} files`)
  .refine((ids) => new Set(ids).size === ids.length, 'names a file twice')
  .meta({ uniqueItems: true });
