import type { ChannelAccess } from '../chat/access.js';
import type { Rooms } from '../realtime/rooms.js';

const CHECK_MS = 500;

/** Rooms looked at each time: while others are not heard, so that a removal holds within about a second; and otherwise. */
const ROOMS_DEGRADED = 100;
const ROOMS_SAFETY = 10;

interface MemberCheckParts {
  readonly rooms: Pick<Rooms, 'channelIds' | 'keepMembers'>;
  readonly access: Pick<ChannelAccess, 'view' | 'forgetHere'>;
  /** Not everything that other nodes tell is heard. */
  readonly isDegraded: () => boolean;
}

/**
 * Asks the store, a few rooms at a time and all of them in turn, whether who listens to a private channel is still a
 * member: what another node may have said of it and this one did not hear. While the store is away nothing ends.
 * @returns a function that stops it
 */
export const startMemberCheck = (parts: MemberCheckParts): (() => void) => {
  let waiting: string[] = [];
  let isChecking = false;
  const timer = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    const count = parts.isDegraded() ? ROOMS_DEGRADED : ROOMS_SAFETY;
    if (waiting.length === 0) waiting = parts.rooms.channelIds;
    check(parts, waiting.splice(-count))
      // The store reports its failures itself; the next round asks again.
      .catch(() => undefined)
      .finally(() => {
        isChecking = false;
      });
  }, CHECK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};

const check = async ({ rooms, access, isDegraded }: MemberCheckParts, channelIds: readonly string[]): Promise<void> => {
  for (const channelId of channelIds) {
    const known = await access.view(channelId);
    if (!known || known.channel.type === 'public') continue;
    // While others are not heard, what is known is young anyway.
    if (!isDegraded()) access.forgetHere(channelId);
    const view = await access.view(channelId);
    if (view) rooms.keepMembers(channelId, view.memberIds);
  }
};
