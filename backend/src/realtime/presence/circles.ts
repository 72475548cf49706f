import type { ChannelAccess } from '../../chat/access.js';
import { ChatError } from '../../errors.js';
import type { ChannelStore } from '../../storage/store.js';
import type { ChatSocket } from '../chat-socket.js';
import type { Rooms } from '../rooms.js';
import type { Attendance } from './attendance.js';

/** Largest private channel whose members hear of each other without being subscribed to it. */
const MAX_MEMBERS = 500;

/** Users asked after in one query: it holds up other reads by a few milliseconds at most. */
const USERS_A_QUERY = 200;

/** A channel with those who have news, and those who may hear it. */
export interface Circle {
  readonly channelId: string;
  readonly subjects: Set<string>;
  readonly listeners: Set<ChatSocket>;
  /** They are its members, subscribed or not. */
  isOfMembers: boolean;
}

export interface CircleParts {
  readonly attendance: Attendance;
  readonly rooms: Pick<Rooms, 'find'>;
  readonly access: ChannelAccess;
  readonly channels: Pick<ChannelStore, 'findShared'>;
}

/**
 * The channels through which others may hear of these users: public ones where they are subscribed, and private and
 * direct ones where they are members, by what the store says now. Who is subscribed there on this node listens, and of
 * private and direct ones whoever is a member.
 * @param subjects with the channels that other nodes say they are subscribed to there
 * @throws {StoreUnavailable}
 */
export const circlesOf = async (
  subjects: ReadonlyMap<string, Iterable<string>>,
  parts: CircleParts,
): Promise<Circle[]> => {
  const circles = new Circles();
  await addSubscribed(circles, subjects, parts);
  await addMembers(circles, [...subjects.keys()], parts);
  for (const [channelId, { listeners }] of circles.all) {
    for (const { socket, isLive } of parts.rooms.find(channelId)?.subscriptions ?? []) {
      if (isLive) listeners.add(socket);
    }
  }
  return [...circles.all.values()];
};

class Circles {
  readonly all = new Map<string, Circle>();

  of(channelId: string): Circle {
    const known = this.all.get(channelId);
    if (known) return known;
    const circle: Circle = { channelId, subjects: new Set(), listeners: new Set(), isOfMembers: false };
    this.all.set(channelId, circle);
    return circle;
  }
}

const addSubscribed = async (
  circles: Circles,
  subjects: ReadonlyMap<string, Iterable<string>>,
  { attendance, access }: CircleParts,
): Promise<void> => {
  for (const [userId, elsewhere] of subjects) {
    for (const channelId of new Set([...(attendance.find(userId)?.channels() ?? []), ...elsewhere])) {
      if (await mayRead(access, userId, channelId)) circles.of(channelId).subjects.add(userId);
    }
  }
};

const addMembers = async (
  circles: Circles,
  userIds: readonly string[],
  { attendance, channels }: CircleParts,
): Promise<void> => {
  const asked = new Set(userIds);
  for (const { channelId, memberIds } of await sharedBy(userIds, channels)) {
    const circle = circles.of(channelId);
    const { subjects, listeners } = circle;
    circle.isOfMembers = true;
    for (const memberId of memberIds) {
      if (asked.has(memberId)) subjects.add(memberId);
      for (const socket of attendance.find(memberId)?.sockets ?? []) listeners.add(socket);
    }
  }
};

/** A subscription that has ended may have ended because its channel was lost. */
const mayRead = async (access: ChannelAccess, userId: string, channelId: string): Promise<boolean> => {
  try {
    await access.require({ kind: 'user', userId, isAdmin: false }, channelId);
    return true;
  } catch (error) {
    if (error instanceof ChatError) return false;
    throw error;
  }
};

const sharedBy = async (userIds: readonly string[], channels: CircleParts['channels']) => {
  const shared = [];
  for (let from = 0; from < userIds.length; from += USERS_A_QUERY) {
    shared.push(...(await channels.findShared(userIds.slice(from, from + USERS_A_QUERY), MAX_MEMBERS)));
  }
  return shared;
};
