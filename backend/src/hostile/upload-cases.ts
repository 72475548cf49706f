/** A form that no browser makes, and what it is answered. */
export interface UploadCase {
  readonly what: string;
  /** Bytes as Latin-1. */
  readonly body: string;
  readonly status: number;
  readonly contentType?: string;
  /** Further lines of the request's head. */
  readonly headers?: readonly string[];
}

const FILE = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n';

const part = (head: string, content = 'hello'): string => `--b\r\n${head}\r\n${content}\r\n`;

const form = (...parts: string[]): string => `${parts.join('')}--b--\r\n`;

/** A form with one file whose name comes in these words. */
const named = (words: string): string => form(part(`Content-Disposition: form-data; name="file"; ${words}\r\n`));

const field = (name: string, content = 'x'): string =>
  part(`Content-Disposition: form-data; name="${name}"\r\n`, content);

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

const types: UploadCase[] = [
  { what: 'no boundary', contentType: 'multipart/form-data', body: form(part(FILE)), status: 400 },
  { what: 'an empty boundary', contentType: 'multipart/form-data; boundary=', body: form(part(FILE)), status: 400 },
  {
    what: 'a boundary that never comes',
    contentType: `multipart/form-data; boundary=${'c'.repeat(8_000)}`,
    body: form(part(FILE)),
    status: 400,
  },
  { what: 'another multipart type', contentType: 'multipart/mixed; boundary=b', body: form(part(FILE)), status: 415 },
  {
    what: 'a form in the URL’s encoding',
    contentType: 'application/x-www-form-urlencoded',
    body: 'file=x',
    status: 415,
  },
  { what: 'JSON', contentType: 'application/json', body: '{}', status: 415 },
  { what: 'a compressed form', headers: ['Content-Encoding: gzip'], body: form(part(FILE)), status: 415 },
];

const frames: UploadCase[] = [
  { what: 'no body', body: '', status: 400 },
  { what: 'a body that is no form', body: 'hello\r\n', status: 400 },
  { what: 'no part', body: '--b--\r\n', status: 400 },
  { what: 'an end within the file', body: `--b\r\n${FILE}\r\nhel`, status: 400 },
  { what: 'an end within a boundary', body: `--b\r\n${FILE}\r\nhello\r\n--`, status: 400 },
  { what: 'no closing boundary', body: part(FILE), status: 400 },
  { what: 'an end within headers', body: '--b\r\nContent-Disp', status: 400 },
  { what: 'lines that end in LF alone', body: `--b\n${FILE.trimEnd()}\n\nhello\n--b--\n`, status: 400 },
  { what: 'text before and after the form', body: `before\r\n${form(part(FILE))}after`, status: 201 },
  { what: 'a boundary in the middle of a line', body: form(part(FILE, 'one --b-- two')), status: 201 },
  { what: 'a long text after the form', body: `${form(part(FILE))}${'x'.repeat(300_000)}`, status: 413 },
  { what: 'a Content-Length far over the limit', headers: ['X: y'], body: 'x'.repeat(300_000), status: 413 },
];

const heads: UploadCase[] = [
  { what: 'a part without headers', body: form(part('')), status: 400 },
  { what: 'a part without a disposition', body: form(part('Content-Type: text/plain\r\n')), status: 400 },
  { what: 'another disposition', body: form(part(FILE.replace('form-data', 'attachment'))), status: 400 },
  { what: 'no name of the field', body: form(part('Content-Disposition: form-data; filename="a"\r\n')), status: 400 },
  { what: 'another name of the field', body: form(part(FILE.replace('"file"', '"FILE"'))), status: 400 },
  { what: 'a field in the place of the file', body: form(field('file')), status: 400 },
  {
    what: 'headers in capitals',
    body: form(part('CONTENT-DISPOSITION: FORM-DATA; NAME="file"; FILENAME="a"\r\n')),
    status: 201,
  },
  { what: 'a header that never ends', body: `--b\r\nX: ${'x'.repeat(100_000)}`, status: 400 },
  { what: 'large headers', body: form(part(`X: ${'x'.repeat(50_000)}\r\n${FILE}`)), status: 400 },
  {
    what: 'thousands of headers',
    body: form(part(`${many(5_000, (index) => `X${index}: y\r\n`)}${FILE}`)),
    status: 400,
  },
  {
    what: 'a form within the form',
    body: form(
      part('Content-Disposition: form-data; name="file"\r\nContent-Type: multipart/mixed; boundary=c\r\n', '--c--'),
    ),
    status: 400,
  },
  {
    what: 'an encoding of the part',
    body: form(part(`${FILE}Content-Transfer-Encoding: base64\r\n`, 'aGVsbG8=')),
    status: 201,
  },
];

const counts: UploadCase[] = [
  { what: 'two files', body: form(part(FILE), part(FILE)), status: 400 },
  { what: 'two files of another field', body: form(part(FILE), part(FILE.replace('"file"', '"other"'))), status: 400 },
  {
    what: 'hundreds of fields',
    body: form(
      many(500, (index) => field(`f${index}`)),
      part(FILE),
    ),
    status: 400,
  },
  {
    what: 'hundreds of empty parts',
    body: form(
      many(500, () => '--b\r\n\r\n\r\n'),
      part(FILE),
    ),
    status: 400,
  },
  {
    what: 'a field of an object’s own name',
    body: form(field('__proto__'), field('constructor'), part(FILE)),
    status: 201,
  },
  { what: 'a large field', body: form(field('comment', 'x'.repeat(20_000)), part(FILE)), status: 201 },
];

const names: UploadCase[] = [
  { what: 'a path as its name', body: named('filename="../../../etc/cron.d/x"'), status: 201 },
  { what: 'a name that breaks the line', body: named('filename="a\r\n b.txt"'), status: 201 },
  { what: 'a name with NUL', body: named('filename="a\0.png"'), status: 201 },
  { what: 'a name that is no UTF-8', body: named('filename="\xff\xfe.txt"'), status: 201 },
  { what: 'a name in an unknown encoding', body: named("filename*=klingon''%e2%82%ac.txt"), status: 201 },
  { what: 'a name with a broken percent', body: named("filename*=UTF-8''%e2%8"), status: 201 },
  { what: 'an empty name', body: named('filename=""'), status: 201 },
  { what: 'a name without its closing quote', body: named('filename="a.txt'), status: 201 },
  { what: 'a name longer than headers may be', body: named(`filename="${'a'.repeat(50_000)}"`), status: 201 },
];

const contents: UploadCase[] = [
  { what: 'an empty file', body: form(part(FILE, '')), status: 400 },
  { what: 'text that turns binary late', body: form(part(FILE, `${'a'.repeat(50_000)}\0`)), status: 415 },
  { what: 'a file over the limit', body: form(part(FILE, 'a'.repeat(110_000))), status: 413 },
];

/** All of them, in the order in which a form is read. */
export const uploadCases: readonly UploadCase[] = [...types, ...frames, ...heads, ...counts, ...names, ...contents];
