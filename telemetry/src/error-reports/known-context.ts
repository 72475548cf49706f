import type { ErrorContext } from './report.js';
import { opaqueId, plainName, routeTemplate } from './scrub.js';

type KnownContext = Omit<ErrorContext, 'level'>;

/** The parts of a context that are of the form they should have; callers without types may give anything. */
export function knownContext(context: { readonly [Part in keyof KnownContext]?: unknown }): KnownContext {
  const parts = {
    source: plainName(context.source),
    operation: plainName(context.operation),
    requestId: opaqueId(context.requestId),
    route: routeTemplate(context.route),
    userId: opaqueId(context.userId),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
