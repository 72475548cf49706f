import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PresenceFrame } from '@chatwatch/client';
import type { ChatSocket } from '../chat-socket.js';
import { pushEphemeral } from '../ephemeral.js';
import { encodeTextFrame } from '../frame.js';
import type { WritePass } from '../write-pass.js';
import type { Circle } from './circles.js';

/**
 * Most frames of one round, about 2 MB. When thousands come at once in one channel, telling everyone of everyone would be
 * millions: past it, the larger channels are not told. With ten times as many, 2,000 users who came at once to one
 * channel got 1.7 million frames, and took 12 s to connect instead of 5.
 */
const FRAMES_A_ROUND = 20_000;

/** Sockets given their frames between two turns of the event loop. */
const SOCKETS_A_TURN = 200;

/** What became of a round. */
interface Told {
  /** Frames pushed to connections. */
  readonly frames: number;
  /** Frames left out, because there were too many or their reader was behind. */
  readonly dropped: number;
}

/**
 * Gives every listener one frame a user that he shares a channel with, in one buffer; nobody hears of himself.
 * @param news by user
 */
export const tell = async (
  news: ReadonlyMap<string, PresenceFrame>,
  circles: readonly Circle[],
  pass: WritePass,
): Promise<Told> => {
  const { readers, dropped: left } = withinBudget(circles);
  const buffers = new FrameBuffers(news);
  let [frames, dropped, count] = [0, left, 0];
  for (const [socket, groups] of readers) {
    if (++count % SOCKETS_A_TURN === 0) await nextTurn();
    const subjects = subjectsFor(socket, groups);
    if (subjects.size === 0 || !socket.isWritable) continue;
    if (pushEphemeral(pass, socket, buffers.of(subjects))) frames += subjects.size;
    else dropped += subjects.size;
  }
  return { frames, dropped };
};

type Subjects = ReadonlySet<string>;

/** The smallest channels come first: few are told there, and they matter most to those who are. */
const withinBudget = (circles: readonly Circle[]): { readers: Map<ChatSocket, Subjects[]>; dropped: number } => {
  const readers = new Map<ChatSocket, Subjects[]>();
  let [left, dropped] = [FRAMES_A_ROUND, 0];
  for (const { subjects, listeners } of circles.toSorted((one, other) => framesOf(one) - framesOf(other))) {
    if (listeners.size === 0) continue;
    const told = new Set([...subjects].slice(0, Math.floor(left / listeners.size)));
    left -= told.size * listeners.size;
    dropped += (subjects.size - told.size) * listeners.size;
    if (told.size === 0) continue;
    for (const socket of listeners) {
      const groups = readers.get(socket);
      if (groups) groups.push(told);
      else readers.set(socket, [told]);
    }
  }
  return { readers, dropped };
};

const framesOf = ({ subjects, listeners }: Circle): number => subjects.size * listeners.size;

/** One group as it is where that is right, so that all of its listeners share one buffer. */
const subjectsFor = (socket: ChatSocket, groups: readonly Subjects[]): Subjects => {
  const actor = socket.session?.actor;
  const ownId = actor?.kind === 'user' ? actor.userId : '';
  const [first] = groups;
  if (groups.length === 1 && first && !first.has(ownId)) return first;
  const subjects = new Set(groups.flatMap((group) => [...group]));
  subjects.delete(ownId);
  return subjects;
};

/** Each user's frame is encoded once, each group's joined once. */
class FrameBuffers {
  readonly #news: ReadonlyMap<string, PresenceFrame>;
  readonly #frames = new Map<string, Buffer>();
  readonly #joined = new WeakMap<Subjects, Buffer>();

  constructor(news: ReadonlyMap<string, PresenceFrame>) {
    this.#news = news;
  }

  of(subjects: Subjects): Buffer {
    const known = this.#joined.get(subjects);
    if (known) return known;
    const joined = Buffer.concat(Array.from(subjects, (userId) => this.#frame(userId)));
    this.#joined.set(subjects, joined);
    return joined;
  }

  #frame(userId: string): Buffer {
    const known = this.#frames.get(userId);
    if (known) return known;
    const frame = encodeTextFrame(JSON.stringify(this.#news.get(userId)));
    this.#frames.set(userId, frame);
    return frame;
  }
}
