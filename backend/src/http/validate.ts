import type { z } from 'zod';
import { badRequest } from '../errors.js';

/** Enough to repair a request by; one can be wrong in thousands of places. */
const MAX_FIELD_ERRORS = 20;

/**
 * A part of a request as its schema reads it.
 * @throws {ChatError} `bad_request` with the fields that do not fit
 */
export const parsePart = <Value>(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType<Value> | undefined,
  given: unknown,
): Value => {
  if (!schema) return undefined as Value; // a route without a schema for the part infers undefined
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, MAX_FIELD_ERRORS)
    .map(({ path, message }) => ({ path: path.join('.') || part, message }));
  throw badRequest('Some fields do not fit, see errors', fields);
};
