import { PromqlError } from '../errors.js';
import { translatePattern } from './translate.js';

/**
 * A pattern of RE2 that matches whole values, as Prometheus anchors it.
 * @throws PromqlError `query_malformed` when it is no pattern, `query_unsupported` when JavaScript cannot run it alike.
 */
export const compilePattern = (pattern: string): RegExp => {
  const { source, ignoreCase } = translatePattern(pattern);
  try {
    return new RegExp(`^(?:${source})$`, ignoreCase ? 'iu' : 'u');
  } catch (error) {
    throw new PromqlError('query_malformed', `error parsing regexp ${JSON.stringify(pattern)}`, { cause: error });
  }
};
