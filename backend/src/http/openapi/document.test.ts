import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ApiDocument } from '../../testing/api-document.js';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';
import { documentProblems } from './judge.js';

let http: HttpUnderTest;
let document: ApiDocument;
beforeAll(async () => {
  http = await startHttp();
  document = await ApiDocument.fetch(http.url);
});
afterAll(() => http.close());

describe('the document of the API', () => {
  it('is OpenAPI 3.1 to the letter', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document.content));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.content.openapi).toBe('3.1.0');
  });

  it('describes every operation once, with examples and what it refuses', () => {
    const ids = document.operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(documentProblems(document.content)).toEqual([]);
  });

  it('shares what more than one operation speaks of', () => {
    expect(Object.keys(document.content.components.schemas)).toEqual(
      expect.arrayContaining(['User', 'Channel', 'Message', 'HistoryPage', 'Problem', 'HelloFrame', 'SendFrame']),
    );
    expect(document.operation('getChannel').responses['200']?.content).toMatchObject({
      'application/json': { schema: { $ref: '#/components/schemas/Channel' } },
    });
  });

  it('leads every reference to something that is there', () => {
    const references = [...JSON.stringify(document.content).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    const lost = references.filter((path) => path.split('/').reduce<unknown>(child, document.content) === undefined);
    expect(references.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  it('has examples that fit their schemas', () => {
    const wrong = document.operations().flatMap(({ operationId, parameters, requestBody, responses }) => {
      const bodies = [requestBody?.content, ...Object.values(responses).map((response) => response.content)];
      return [...bodies.flatMap((content) => Object.values(content ?? {})), ...parameters]
        .filter(({ schema, example }) => schema !== undefined && !document.readerOf(schema).safeParse(example).success)
        .map(({ example }) => ({ operationId, example }));
    });
    expect(wrong).toEqual([]);
  });
});

describe('an operation', () => {
  it.each([
    ['login', []],
    ['listChannels', [{ userToken: [] }, { serviceToken: [] }]],
    ['sendMessage', [{ userToken: [] }]],
    ['getMetrics', [{ serviceToken: [] }]],
  ])('%s tells whose token it takes', (id, security) => {
    expect(document.operation(id).security).toEqual(security);
  });

  it.each([
    ['livez', ['200', '500']],
    ['getMe', ['200', '401', '403', '406', '429', '500', '503']],
    ['getChannel', ['200', '400', '401', '404', '406', '429', '500', '503']],
    ['sendMessage', ['200', '201', '400', '401', '403', '404', '406', '409', '413', '415', '429', '500', '503']],
  ])('%s tells every status that it answers', (id, statuses) => {
    expect(Object.keys(document.operation(id).responses)).toEqual(statuses);
  });

  it('tells how long to wait where waiting helps, and how to sign in where that is missing', () => {
    const { responses } = document.operation('getMe');
    for (const { headers } of Object.values(responses)) expect(headers).toHaveProperty('X-Request-Id');
    expect(responses['429']?.headers).toHaveProperty('Retry-After');
    expect(responses['503']?.headers).toHaveProperty('Retry-After');
    expect(responses['401']?.headers).toHaveProperty('WWW-Authenticate');
    expect(responses['403']?.headers).not.toHaveProperty('Retry-After');
  });
});

describe('a document that leaves its reader alone', () => {
  it('is told where', () => {
    const bare = {
      security: [],
      parameters: [{ name: 'q' }],
      responses: { 200: { description: ' ', content: { 'application/json': {} } } },
    };
    expect(documentProblems({ paths: { '/x': { get: bare } } })).toEqual([
      'GET /x: has no summary',
      'GET /x: has no description',
      'GET /x: has no example of the parameter q',
      'GET /x: does not say what 200 means',
      'GET /x: has no example of its answer 200',
      'GET /x: has no error answers',
    ]);
  });
});

describe('the document as it is served', () => {
  it('is compressed for who can read that, and not sent again to who has it', async () => {
    const first = await fetch(`${http.url}/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.headers.get('vary')).toContain('Accept-Encoding');
    expect(await first.json()).toEqual(document.content);

    const again = await fetch(`${http.url}/openapi.json`, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');

    const plain = await fetch(`${http.url}/openapi.json`, {
      headers: { 'accept-encoding': 'identity', 'if-none-match': etag },
    });
    expect(plain.status).toBe(200);
    expect(plain.headers.get('content-encoding')).toBeNull();
  });
});

const child = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
