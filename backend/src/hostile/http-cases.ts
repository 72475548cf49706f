/** Requests as bytes that no well-behaved client sends, and how each is answered. */
export interface HttpCase {
  readonly what: string;
  readonly bytes: string;
  /** Of each answer, in order: a request is always followed by a second one, which is answered only where both were told apart. */
  readonly statuses: readonly number[];
  /** The sender goes away after the bytes. */
  readonly isCut?: boolean;
}

/** The second request. Where one is smuggled in, it carries another id. */
const NEXT = 'GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: next\r\nConnection: close\r\n\r\n';
const SMUGGLED = 'GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: smuggled\r\n\r\n';

const get = (what: string, lines: string, statuses: readonly number[]): HttpCase => ({
  what,
  bytes: `GET /livez HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n${NEXT}`,
  statuses,
});

const line = (what: string, first: string, statuses: readonly number[]): HttpCase => ({
  what,
  bytes: `${first}\r\nHost: a\r\n\r\n${NEXT}`,
  statuses,
});

const LOGIN = 'POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

const post = (what: string, lines: string, body: string, statuses: readonly number[]): HttpCase => ({
  what,
  bytes: `${LOGIN}${lines}\r\n\r\n${body}${NEXT}`,
  statuses,
});

const refused = [400];
const both = (status: number) => [status, 200];

const lengths = [
  post(
    'a length and chunks, the length first',
    'Content-Length: 6\r\nTransfer-Encoding: chunked',
    `0\r\n\r\n${SMUGGLED}`,
    refused,
  ),
  post(
    'chunks and a length, the chunks first',
    'Transfer-Encoding: chunked\r\nContent-Length: 4',
    `5c\r\n${SMUGGLED}0\r\n\r\n`,
    refused,
  ),
  post('two lengths that differ', 'Content-Length: 0\r\nContent-Length: 60', SMUGGLED, refused),
  post('two lengths that agree', 'Content-Length: 2\r\nContent-Length: 2', '{}', refused),
  post('a list of lengths', 'Content-Length: 2, 2', '{}', refused),
  post('a length with a sign', 'Content-Length: +2', '{}', refused),
  post('a negative length', 'Content-Length: -2', '{}', refused),
  post('a hexadecimal length', 'Content-Length: 0x2', '{}', refused),
  post('a length with a fraction', 'Content-Length: 2.0', '{}', refused),
  post('an empty length', 'Content-Length:', '{}', refused),
  post('a length of words', 'Content-Length: two', '{}', refused),
  post('a length past 64 bits', 'Content-Length: 99999999999999999999', '{}', refused),
  post('a length with a space inside', 'Content-Length: 2 2', '{}', refused),
  post('more than the length says', 'Content-Length: 2', `{}${SMUGGLED}`, [400, 200, 200]),
];

const encodings = [
  post('an encoding that is none', 'Transfer-Encoding: xchunked', `0\r\n\r\n${SMUGGLED}`, refused),
  post('chunks that are not last', 'Transfer-Encoding: chunked, identity', `0\r\n\r\n${SMUGGLED}`, refused),
  post('the identity encoding', 'Transfer-Encoding: identity', `0\r\n\r\n${SMUGGLED}`, refused),
  post('chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', `0\r\n\r\n`, refused),
  post(
    'chunks and then something else',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: x',
    `0\r\n\r\n${SMUGGLED}`,
    refused,
  ),
  post('chunks behind a vertical tab', 'Transfer-Encoding: \x0bchunked', `0\r\n\r\n${SMUGGLED}`, refused),
  post('chunks before a space and a colon', 'Transfer-Encoding : chunked', `0\r\n\r\n${SMUGGLED}`, refused),
  post('chunks in quotes', 'Transfer-Encoding: "chunked"', `0\r\n\r\n${SMUGGLED}`, refused),
  post('an empty encoding', 'Transfer-Encoding:', `0\r\n\r\n${SMUGGLED}`, refused),
];

const chunked = (what: string, body: string, statuses: readonly number[]): HttpCase =>
  post(what, 'Transfer-Encoding: chunked', body, statuses);

const chunks = [
  chunked('a chunk whose size is no number', 'zz\r\n{}\r\n0\r\n\r\n', refused),
  chunked('a chunk past 64 bits', `fffffffffffffffff\r\n{}\r\n0\r\n\r\n`, refused),
  chunked('a negative chunk', '-2\r\n{}\r\n0\r\n\r\n', refused),
  chunked('a chunk with 0x', '0x2\r\n{}\r\n0\r\n\r\n', refused),
  chunked('a chunk size behind a space', ' 2\r\n{}\r\n0\r\n\r\n', refused),
  chunked('a chunk longer than it says', `1\r\n{}\r\n0\r\n\r\n`, refused),
  chunked('a chunk size ended by a bare line feed', `2\n{}\r\n0\r\n\r\n`, refused),
  chunked('a chunk ended by a bare line feed', `2\r\n{}\n0\r\n\r\n`, refused),
  chunked('chunk extensions of 20 KiB', `2;${'x'.repeat(20_480)}\r\n{}\r\n0\r\n\r\n`, refused),
  chunked('a trailer that names a length', '2\r\n{}\r\n0\r\nContent-Length: 60\r\n\r\n', refused),
  chunked('a trailer that is no header', '2\r\n{}\r\n0\r\nno header\r\n\r\n', refused),
];

const headers = [
  get('a folded header', 'X-Folded: a\r\n b', refused),
  get('a folded length', 'Content-Length:\r\n 5', refused),
  get('a header without a colon', 'no colon here', refused),
  get('a header without a name', ': nameless', refused),
  get('a space before the colon', 'X-Space : a', refused),
  get('a space in the name', 'X Space: a', refused),
  get('a NUL in a value', 'X-Nul: a\0b', refused),
  get('a NUL in a name', 'X-\0: a', refused),
  get('a bare carriage return in a value', 'X-Cr: a\rb', refused),
  get('a bare line feed in a value', `X-Lf: a\n${SMUGGLED.trim()}`, refused),
  get('a bare carriage return that looks like the end', `X-Cr: a\r\r\n${SMUGGLED}`, refused),
  get('a header of 70 KiB', `X-Long: ${'x'.repeat(71_680)}`, [431]),
  get('a thousand headers', Array.from({ length: 1_000 }, (_, at) => `X-${at}: a`).join('\r\n'), both(200)),
  get(
    'headers of 70 KiB in all',
    Array.from({ length: 1_500 }, (_, at) => `X-${at}: ${'x'.repeat(40)}`).join('\r\n'),
    [431],
  ),
  get('two hosts', 'Host: b', both(400)),
  get('bytes of Latin-1 in a value', 'X-Latin: \xe4\xff', both(200)),
  get('a request id that would forge a line', 'X-Request-Id: a\tb', both(200)),
  get('an unknown expectation', 'Expect: wonders', both(200)),
  get('two credentials', 'Authorization: Bearer a\r\nAuthorization: Bearer b', both(200)),
];

const lines = [
  line('no version', 'GET /livez', refused),
  line('the version 0.9', 'GET /livez HTTP/0.9', refused),
  line('the version 1.2', 'GET /livez HTTP/1.2', refused),
  line('the version 2.0', 'GET /livez HTTP/2.0', refused),
  line('the preface of HTTP/2', 'PRI * HTTP/2.0', refused),
  line('a lower-case method', 'get /livez HTTP/1.1', refused),
  line('a method of nobody', 'WONDER /livez HTTP/1.1', refused),
  line('two spaces', 'GET  /livez HTTP/1.1', both(200)),
  line('a tab', 'GET\t/livez HTTP/1.1', refused),
  line('no slash', 'GET livez HTTP/1.1', refused),
  line('a control character in the path', 'GET /li\x01vez HTTP/1.1', refused),
  line('a NUL in the path', 'GET /li\0vez HTTP/1.1', refused),
  line('a bare line feed after the version', 'GET /livez HTTP/1.1\n', refused),
  line('a path of 70 KiB', `GET /${'x'.repeat(71_680)} HTTP/1.1`, [431]),
  line('a whole URL of another host', 'GET http://evil.example/livez HTTP/1.1', both(200)),
  line('a tunnel', 'CONNECT evil.example:443 HTTP/1.1', []),
  line('an echo', 'TRACE /livez HTTP/1.1', both(405)),
  line('an asterisk', 'OPTIONS * HTTP/1.1', both(404)),
  line('percent signs without digits', 'GET /api/channels/%zz HTTP/1.1', both(400)),
  line('two slashes', 'GET //livez HTTP/1.1', both(404)),
  line('an empty question', 'GET /livez? HTTP/1.1', both(200)),
];

const upgrade = (what: string, lines: string, statuses: readonly number[]): HttpCase => ({
  what,
  bytes: `GET /ws HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n`,
  statuses,
});

const WEBSOCKET = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

const upgrades = [
  upgrade('an upgrade without a key', `${WEBSOCKET}Sec-WebSocket-Version: 13`, refused),
  upgrade('an upgrade with a short key', `${WEBSOCKET}Sec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13`, refused),
  upgrade('an upgrade of version 7', `${WEBSOCKET}${KEY}Sec-WebSocket-Version: 7`, refused),
  upgrade('an upgrade to HTTP/2', `Connection: Upgrade\r\nUpgrade: h2c`, refused),
  upgrade(
    'an upgrade with a broken list of subprotocols',
    `${WEBSOCKET}${KEY}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: a,,b`,
    refused,
  ),
  upgrade('a visit without an upgrade', 'Connection: close', [404]),
  {
    what: 'an upgrade that posts',
    bytes: `POST /ws HTTP/1.1\r\nHost: a\r\n${WEBSOCKET}${KEY}Sec-WebSocket-Version: 13\r\nContent-Length: 0\r\n\r\n`,
    statuses: [405],
  },
  {
    what: 'an upgrade elsewhere',
    bytes: `GET /livez HTTP/1.1\r\nHost: a\r\n${WEBSOCKET}${KEY}Sec-WebSocket-Version: 13\r\n\r\n`,
    statuses: [404],
  },
];

const cut = [
  { what: 'nothing', bytes: '', statuses: [], isCut: true },
  { what: 'half a line', bytes: 'GET /liv', statuses: refused, isCut: true },
  { what: 'half the headers', bytes: 'GET /livez HTTP/1.1\r\nHost: a\r\nX-', statuses: refused, isCut: true },
  { what: 'half a body', bytes: `${LOGIN}Content-Length: 100\r\n\r\n{"email":`, statuses: refused, isCut: true },
  {
    what: 'half a chunk',
    bytes: `${LOGIN}Transfer-Encoding: chunked\r\n\r\n64\r\n{"email":`,
    statuses: refused,
    isCut: true,
  },
  { what: 'a TLS hello', bytes: '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03', statuses: refused, isCut: true },
];

/** All of them; a name is the behaviour's beginning: "a request with …". */
export const httpCases: readonly HttpCase[] = [
  ...lengths,
  ...encodings,
  ...chunks,
  ...headers,
  ...lines,
  ...upgrades,
  ...cut,
];
