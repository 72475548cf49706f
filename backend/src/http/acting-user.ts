import type { Response } from 'express';
import type { Actor } from '../chat/actor.js';
import { events } from '../events.js';

/** Keeps on whose behalf a request is answered, for reports of its failure, and tells of what changes something. */
export const noteActor = (
  response: Response,
  actor: Actor | undefined,
  route: { method: string; operationId: string },
) => {
  if (actor?.kind !== 'user') return;
  response.locals.userId = actor.userId;
  if (route.method !== 'get' && events.userAction.hasSubscribers) {
    events.userAction.publish({ userId: actor.userId, action: route.operationId });
  }
};

/** The user that `noteActor` was told of. */
export const actingUserOf = (response: Response): string | undefined => (response.locals as { userId?: string }).userId; // typed as any by Express
