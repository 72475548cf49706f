import type { z } from 'zod';
import { PROBLEM_TYPE } from '../problem.js';
import { problemSchema } from '../resources.js';
import type { Answer, RouteDescription } from '../route.js';
import { answersOf } from './answers.js';
import { exampleOf } from './example.js';
import type { JsonSchemas } from './json-schemas.js';
import { problemExample } from './problem-example.js';
import { tagOf } from './tags.js';

type JsonObject = Record<string, unknown>;

/** A route as an OpenAPI operation. */
export const operationOf = (route: RouteDescription, schemas: JsonSchemas): JsonObject => ({
  operationId: route.operationId,
  tags: [tagOf(route.path)],
  summary: route.summary,
  ...(route.description !== undefined && { description: route.description }),
  security: securityOf(route),
  parameters: [
    ...parametersOf('path', route.params, schemas),
    ...parametersOf('query', route.query, schemas),
    { $ref: '#/components/parameters/RequestId' },
  ],
  ...requestBodyOf(route, schemas),
  responses: Object.fromEntries(
    Object.entries(answersOf(route)).map(([status, answer]) => [status, responseOf(Number(status), answer, schemas)]),
  ),
});

const securityOf = ({ auth }: RouteDescription): JsonObject[] => {
  const user = { userToken: [] };
  const service = { serviceToken: [] };
  return { none: [], user: [user], service: [service], any: [user, service], operator: [user, service] }[auth];
};

const parametersOf = (place: 'path' | 'query', schema: z.ZodType | undefined, schemas: JsonSchemas): JsonObject[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.of(schema, 'input');
  return Object.entries(properties).map(([name, part]) => {
    const { description, ...rest } = typeof part === 'boolean' ? {} : part;
    const example = exampleOf(rest, schemas);
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
      ...(example !== undefined && { example }),
    };
  });
};

const requestBodyOf = ({ body, form }: RouteDescription, schemas: JsonSchemas): JsonObject => {
  const given = body ?? form;
  if (!given) return {};
  const mediaType = body ? 'application/json' : 'multipart/form-data';
  const required = !given.safeParse(undefined).success;
  return { requestBody: { required, content: contentOf(mediaType, given, 'input', schemas) } };
};

const responseOf = (status: number, answer: Answer, schemas: JsonSchemas): JsonObject => ({
  description: answer.description,
  headers: headersOf(status, answer),
  ...(answer.schema === problemSchema && {
    content: {
      [PROBLEM_TYPE]: {
        schema: schemas.of(answer.schema, 'output'),
        example: problemExample(status, answer.description),
      },
    },
  }),
  ...(answer.schema !== problemSchema && bodyOf(answer, schemas)),
});

const bodyOf = ({ schema, mediaType }: Answer, schemas: JsonSchemas): JsonObject => {
  if (schema) return { content: contentOf(mediaType ?? 'application/json', schema, 'output', schemas) };
  return mediaType === undefined ? {} : { content: { [mediaType]: {} } };
};

const contentOf = (
  mediaType: string,
  schema: z.ZodType,
  io: 'input' | 'output',
  schemas: JsonSchemas,
): Record<string, JsonObject> => {
  const json = schemas.of(schema, io);
  const example = exampleOf(json, schemas);
  return { [mediaType]: { schema: json, ...(example !== undefined && { example }) } };
};

const headersOf = (status: number, { schema }: Answer): JsonObject => ({
  'X-Request-Id': { $ref: '#/components/headers/RequestId' },
  ...(schema === problemSchema &&
    isRetryable(status) && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
  ...(status === 401 && { 'WWW-Authenticate': { $ref: '#/components/headers/Authenticate' } }),
});

const isRetryable = (status: number): boolean => status === 429 || status === 503;
