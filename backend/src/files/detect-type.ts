import { fileTypeFromBuffer } from 'file-type';
import type { FileType } from './file-types.js';
import { PlainTextCheck } from './plain-text.js';

/** How much of a file its type is told by: what `file-type` asks for. */
export const HEAD_BYTES = 4_100;

const BY_MEDIA_TYPE: Readonly<Record<string, FileType>> = {
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'video/x-m4v': 'mp4',
};

/**
 * What is enough to know a type by. Archives are ZIP, also those that are the containers of other formats, as office
 * documents are.
 */
const SIGNATURES: Readonly<Record<string, FileType>> = {
  'PK\u0003\u0004': 'zip',
  'PK\u0005\u0006': 'zip',
  '\u0089PNG\r\n\u001a\n': 'png',
};

/** The tag before the sound of an MP3 (ID3v2, 3.1): its version, flags, and a size of seven bits a byte. */
// eslint-disable-next-line no-control-regex -- its bytes are small numbers
const ID3_TAG = /^ID3[\u0002-\u0004]\u0000[\u0000-\u00f0][\u0000-\u007f]{4}/;

/** Long enough not to begin a text by chance, as "BM" or "ID3" may, in formats that can be all text. */
const TEXTUAL_SIGNATURES: Readonly<Record<string, FileType>> = { '%PDF-': 'pdf', GIF87a: 'gif', GIF89a: 'gif' };

/**
 * What browsers take for a page or for XML when they guess (WHATWG MIME Sniffing, 7.1), and SVG. Such text is no plain
 * text: saved under its name it would open as a page.
 */
const MARKUP =
  /^\uFEFF?[\t\n\f\r ]*<(?:!--|\?xml|(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg)(?![a-z0-9]))/i;

/**
 * The type of a file by its content; undefined for one that is not taken. Its name and what its sender says it is do
 * not count.
 * @param head the first `HEAD_BYTES`, or the whole of a smaller file
 */
export async function detectType(head: Uint8Array): Promise<FileType | undefined> {
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1', 0, 16);
  const signed = bySignature(SIGNATURES, start);
  if (signed !== undefined) return signed;
  if (isText(head)) return textualType(start, head);
  const found = await detectBinary(head);
  // What follows the tag may not be known, or lie beyond the head.
  if (found === undefined) return ID3_TAG.test(start) ? 'mp3' : undefined;
  // MPEG audio of layers 1 and 2 shares its media type with MP3.
  if (found.mime === 'audio/mpeg' && found.ext !== 'mp3') return undefined;
  return BY_MEDIA_TYPE[found.mime];
}

const bySignature = (signatures: Readonly<Record<string, FileType>>, start: string): FileType | undefined => {
  const signature = Object.keys(signatures).find((one) => start.startsWith(one));
  return signature === undefined ? undefined : signatures[signature];
};

const isText = (head: Uint8Array): boolean => {
  const check = new PlainTextCheck();
  // The head may end within a character; whether the rest is text shows when it comes.
  return check.accepts(head) && (head.length >= HEAD_BYTES || check.ends());
};

const textualType = (start: string, head: Uint8Array): FileType | undefined => {
  const signed = bySignature(TEXTUAL_SIGNATURES, start);
  if (signed !== undefined) return signed;
  return MARKUP.test(new TextDecoder().decode(head)) ? undefined : 'text';
};

/** Content is made to trip parsers, too: what one fails on has no type. */
const detectBinary = (head: Uint8Array): Promise<{ ext: string; mime: string } | undefined> =>
  fileTypeFromBuffer(head).catch(() => undefined);
