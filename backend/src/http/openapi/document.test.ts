import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';
import { documentProblems } from './judge.js';

type JsonSchema = z.core.JSONSchema.JSONSchema;

const content = z.record(z.string(), z.object({ schema: z.unknown().optional(), example: z.unknown().optional() }));
const operationShape = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ headers: z.record(z.string(), z.unknown()), content: content.optional() }),
  ),
});
const documentShape = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

let http: HttpUnderTest;
let document: z.infer<typeof documentShape>;
beforeAll(async () => {
  http = await startHttp();
  document = documentShape.parse((await http.call('GET', '/openapi.json')).body);
});
afterAll(() => http.close());

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));
const operation = (id: string) => {
  const found = operations().find(({ operationId }) => operationId === id);
  if (!found) throw new Error(`there is no operation ${id}`);
  return found;
};

describe('the document of the API', () => {
  it('is OpenAPI 3.1 to the letter', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('describes every operation once, with examples and what it refuses', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(documentProblems(document)).toEqual([]);
  });

  it('shares what more than one operation speaks of', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['User', 'Channel', 'Message', 'HistoryPage', 'Problem', 'HelloFrame', 'SendFrame']),
    );
    expect(operation('getChannel').responses['200']?.content).toMatchObject({
      'application/json': { schema: { $ref: '#/components/schemas/Channel' } },
    });
  });

  it('leads every reference to something that is there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    const lost = references.filter((path) => path.split('/').reduce(child, document) === undefined);
    expect(references.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  it('has examples that fit their schemas', () => {
    const wrong = operations().flatMap(({ operationId, requestBody, responses }) =>
      [requestBody?.content, ...Object.values(responses).map((response) => response.content)]
        .flatMap((one) => Object.values(one ?? {}))
        .filter(({ schema, example }) => schema !== undefined && !readerOf(schema).safeParse(example).success)
        .map(({ example }) => ({ operationId, example })),
    );
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
    expect(operation(id).security).toEqual(security);
  });

  it.each([
    ['livez', ['200', '500']],
    ['getMe', ['200', '401', '403', '429', '500', '503']],
    ['getChannel', ['200', '400', '401', '404', '429', '500', '503']],
    ['sendMessage', ['200', '201', '400', '401', '403', '404', '409', '413', '415', '429', '500', '503']],
  ])('%s tells every status that it answers', (id, statuses) => {
    expect(Object.keys(operation(id).responses)).toEqual(statuses);
  });

  it('tells how long to wait where waiting helps, and how to sign in where that is missing', () => {
    const { responses } = operation('getMe');
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
    expect(documentShape.parse(await first.json())).toEqual(document);

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

/** What the document says of a value, as a check. */
const readerOf = (schema: unknown): z.ZodType => {
  const own = JSON.stringify({ ...(schema as object), $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(own.replaceAll('#/components/schemas/', '#/$defs/')) as JsonSchema);
};
