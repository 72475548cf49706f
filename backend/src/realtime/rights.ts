import type { Actor } from '../chat/actor.js';
import { CloseCode, ErrorCode } from '@chatwatch/client';
import type { ChannelAccess } from '../chat/access.js';
import { ChatError } from '../errors.js';
import type { UserStore } from '../storage/store.js';
import type { ChatSocket, ConnectionSession } from './chat-socket.js';

/** Half of the second within which rights that end must have ended. */
const CHECK_MS = 500;

/** Accounts asked after in one query: it holds up other reads by less than a millisecond. */
const BATCH = 500;

export interface RightsParts {
  readonly users: Pick<UserStore, 'findInactive'>;
  readonly access: ChannelAccess;
  /** Reports a fault that is ours. */
  readonly onFault: (error: unknown, operation: string, actor?: Actor) => void;
}

/**
 * Looks twice a second whether the accounts behind open sockets still hold, and for tickets whether their issuers may
 * still read the channels that they name. While the store is away sockets stay open: they can learn nothing new.
 * @returns a function that stops it
 */
export const startRightsCheck = (sockets: Iterable<ChatSocket>, parts: RightsParts): (() => void) => {
  let isChecking = false;
  const timer = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    check(sockets, parts)
      .catch((error: unknown) => {
        parts.onFault(error, 'rights of open sockets');
      })
      .finally(() => {
        isChecking = false;
      });
  }, CHECK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};

const check = async (sockets: Iterable<ChatSocket>, parts: RightsParts): Promise<void> => {
  const users = new Map<string, ChatSocket[]>();
  const narrowed: ChatSocket[] = [];
  for (const socket of sockets) {
    const { actor, ticket } = socket.session ?? {};
    if (actor?.kind === 'user') listed(users, actor.userId).push(socket);
    if (ticket?.channelIds) narrowed.push(socket);
  }
  await endInactive(users, parts);
  for (const socket of narrowed) {
    if (socket.session && !(await mayReadOn(socket.session, parts.access))) {
      socket.end(CloseCode.SessionEnded, 'a channel of the ticket may not be read any more');
    }
  }
};

const endInactive = async (users: ReadonlyMap<string, ChatSocket[]>, parts: RightsParts): Promise<void> => {
  const ids = [...users.keys()];
  for (let from = 0; from < ids.length; from += BATCH) {
    for (const id of await parts.users.findInactive(ids.slice(from, from + BATCH))) {
      for (const socket of users.get(id) ?? []) socket.end(CloseCode.SessionEnded, 'the account was disabled');
    }
  }
};

const mayReadOn = async ({ actor, ticket }: ConnectionSession, access: ChannelAccess): Promise<boolean> => {
  try {
    for (const channelId of ticket?.channelIds ?? []) await access.require(actor, channelId);
    return true;
  } catch (error) {
    if (error instanceof ChatError && error.code === ErrorCode.NotFound) return false;
    throw error;
  }
};

const listed = (users: Map<string, ChatSocket[]>, userId: string): ChatSocket[] => {
  const known = users.get(userId);
  if (known) return known;
  const list: ChatSocket[] = [];
  users.set(userId, list);
  return list;
};
