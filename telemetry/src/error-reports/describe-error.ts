import type { DescribedError } from './report.js';
import { opaqueId, scrubText } from './scrub.js';

/** Causes of causes: further down they explain little and each is a stack. */
const MAX_CAUSES = 3;
const MAX_FRAMES = 20;

/**
 * An error and its causes as they may be shown: names, codes, scrubbed messages and places in code, none of their other
 * properties. For logs, as reports have it already. Anything may be thrown, so anything is taken; it does not throw.
 */
export function describeErrors(thrown: unknown): [DescribedError, ...DescribedError[]] {
  const first = describe(thrown);
  const causes: DescribedError[] = [];
  const seen = new Set([thrown]);
  for (let { cause } = first; cause !== undefined && causes.length < MAX_CAUSES && !seen.has(cause);) {
    seen.add(cause);
    const next = describe(cause);
    causes.push(next.error);
    cause = next.cause;
  }
  return [first.error, ...causes];
}

/**
 * What tells one fault from another: name, code and the innermost place in code that is neither Node's nor a
 * dependency's. Without line numbers, so that it is the same in the next release.
 */
export function fingerprintOf({ name, code, frames }: DescribedError): string {
  const ours = frames.find((frame) => !/node:|node_modules|<anonymous>|native/.test(frame)) ?? frames[0] ?? '';
  const place = ours.replace(/:\d+:\d+\)?$/, '').replace(/^at /, '');
  const [, called = '', file = place] = /^(.*) \((.*)$/.exec(place) ?? [];
  return [name, code, called, file.split('/').slice(-3).join('/')].filter(Boolean).join(' ');
}

function describe(thrown: unknown): { error: DescribedError; cause?: unknown } {
  try {
    if (!(thrown instanceof Error)) {
      return { error: { name: 'NotAnError', message: `something of type ${typeof thrown} was thrown`, frames: [] } };
    }
    const { code, cause } = thrown as { code?: unknown; cause?: unknown };
    const shownCode = opaqueId(typeof code === 'number' ? String(code) : code);
    return {
      error: {
        name: opaqueId(thrown.name) ?? 'Error',
        ...(shownCode !== undefined && { code: shownCode }),
        message: scrubText(thrown.message),
        frames: framesOf(thrown),
      },
      cause,
    };
  } catch {
    return { error: { name: 'Error', message: 'the error could not be read', frames: [] } };
  }
}

/** The stack without its head, which is the message as it was: nothing of it may pass for a frame. */
function framesOf({ stack = '', message }: Error): string[] {
  const messageStart = message === '' ? -1 : stack.indexOf(message);
  const calls = messageStart < 0 ? stack : stack.slice(messageStart + message.length);
  return calls
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .map((line) => line.replace('file://', '').replace(/\?[^:]*/, ''))
    .slice(0, MAX_FRAMES);
}
