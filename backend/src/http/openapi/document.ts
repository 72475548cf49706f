import { clientFrames } from '../../realtime/client-frames.js';
import { REQUEST_ID_HEADER } from '../request-id.js';
import type { RouteDescription } from '../route.js';
import { JsonSchemas } from './json-schemas.js';
import { operationOf } from './operation.js';
import { tags } from './tags.js';

const OVERVIEW = `A chat service: accounts, channels, messages with files, and what is measured of it.

**Signing in.** \`register\` and \`login\` answer a token; send it as \`Authorization: Bearer <token>\`.

**Refusals** are problem details (RFC 9457) with a stable \`code\`. Those with \`rate_limited\` and \`unavailable\` may be
repeated unchanged after \`Retry-After\`. Every answer carries \`X-Request-Id\`, by which the log is searched.

**Live messages** come over a WebSocket at \`/ws\`: text frames, one JSON object each. Say
\`{"type": "hello", "protocol": 1, "token": "…"}\` within five seconds; \`ready\` answers it. Then \`subscribe\` to channels,
\`send\`, \`edit\` and \`delete\` messages. \`afterSeq\` of \`subscribe\` takes the \`head\` of a page of history, and nothing is
missed or seen twice. The frames of a client are the schemas named \`…Frame\` below.`;

/**
 * The API as an OpenAPI 3.1 document, made from the schemas that requests are checked with.
 * @param routes every route, see `allRoutes`
 */
export const openApiDocument = (routes: readonly RouteDescription[]): Record<string, unknown> => {
  const schemas = new JsonSchemas();
  const paths = pathsOf(routes, schemas);
  const frames = Object.entries(clientFrames).map(
    ([type, schema]) => [`${type.charAt(0).toUpperCase()}${type.slice(1)}Frame`, schemas.of(schema, 'input')] as const,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chatwatch',
      version: '1.0.0',
      description: OVERVIEW,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags,
    paths,
    components: {
      schemas: { ...schemas.components(), ...Object.fromEntries(frames) },
      parameters,
      headers,
      securitySchemes,
    },
  };
};

const pathsOf = (routes: readonly RouteDescription[], schemas: JsonSchemas): Record<string, object> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = operationOf(route, schemas);
  }
  return paths;
};

const parameters = {
  RequestId: {
    name: REQUEST_ID_HEADER,
    in: 'header',
    description: 'Names the request in its answer and in the log: 1 to 64 of A-Z a-z 0-9 _ -, else one is made up.',
    schema: { type: 'string' },
    example: 'checkout-42',
  },
};

const headers = {
  RequestId: {
    description: 'Names the request in the log: as it was given, or made up.',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    example: 'checkout-42',
  },
  RetryAfter: {
    description: 'Seconds to wait before trying again.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  Authenticate: { description: 'How to sign in.', required: true, schema: { type: 'string' }, example: 'Bearer' },
};

const securitySchemes = {
  userToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The token of a user, as "register" and "login" answer it.',
  },
  serviceToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of other programs. It reads metrics and public channels, and posts nothing.',
  },
};
