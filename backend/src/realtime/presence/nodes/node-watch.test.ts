import { beforeEach, describe, expect, it } from '@jest/globals';
import { NodeWatch } from './node-watch.js';

const LEASE_MS = 100;
const BEAT_MS = 20;

/** Nodes beside `b`, whose watch is looked at; each beat of the clock is one of theirs, unless they have ended. */
class World {
  readonly watch = new NodeWatch({ nodeId: 'b', leaseMs: LEASE_MS });
  readonly living = new Set(['a', 'b', 'c']);
  readonly silent = new Set<string>();
  inUse: string[] = [];
  now = 1_000;
  #beats = 0;
  readonly #silentBeats = new Map<string, number>();

  /** What the watch tells after so many milliseconds, looking at each beat. */
  after(milliseconds: number): string[] {
    const told: string[] = [];
    for (let passed = 0; passed < milliseconds; passed += BEAT_MS) {
      this.now += BEAT_MS;
      told.push(...this.look());
    }
    return told;
  }

  look(): string[] {
    this.#beats++;
    const beatsOf = (nodeId: string): number => {
      if (!this.silent.has(nodeId)) this.#silentBeats.set(nodeId, this.#beats);
      return this.#silentBeats.get(nodeId) ?? 0;
    };
    const nodes = [...this.living].map((nodeId) => ({ nodeId, beats: beatsOf(nodeId) }));
    return this.watch.observe(nodes, this.inUse, this.now).map(({ nodeId }) => nodeId);
  }
}

describe('a watch over nodes', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.after(2 * LEASE_MS);
  });

  it('tells nothing while all give beats', () => {
    expect(world.after(10 * LEASE_MS)).toEqual([]);
  });

  it('tells the next node of a silent one when its lease is over, not before, and until it is removed', () => {
    world.silent.add('a');
    expect(world.after(LEASE_MS - BEAT_MS)).toEqual([]);
    expect(world.after(BEAT_MS)).toEqual(['a']);
    expect(world.after(2 * BEAT_MS)).toEqual(['a', 'a']);
    world.living.delete('a');
    expect(world.after(BEAT_MS)).toEqual(['a']);
    expect(world.after(10 * LEASE_MS)).toEqual([]);
  });

  it('tells another node a lease later', () => {
    world.silent.add('c');
    expect(world.after(2 * LEASE_MS - BEAT_MS)).toEqual([]);
    expect(world.after(BEAT_MS)).toEqual(['c']);
  });

  it('tells the one that is left of all, each once it is its turn', () => {
    world.silent.add('a').add('c');
    expect(world.after(LEASE_MS)).toEqual(['a', 'c']);
  });

  it('tells at once of a node that removed itself', () => {
    world.living.delete('a');
    expect(world.after(BEAT_MS)).toEqual(['a']);
    expect(world.after(10 * LEASE_MS)).toEqual([]);
  });

  it('tells of a node that has users and gives no beats', () => {
    world.inUse = ['a', 'a0', 'b', 'c'];
    expect(world.look()).toEqual(['a0']);
  });

  it('takes one that is back for a living one', () => {
    world.silent.add('a');
    expect(world.after(LEASE_MS - BEAT_MS)).toEqual([]);
    world.silent.delete('a');
    expect(world.after(10 * LEASE_MS)).toEqual([]);
  });

  it('gives everyone the whole lease again after the store was away', () => {
    world.silent.add('a');
    world.after(LEASE_MS - BEAT_MS);
    world.watch.interrupted(world.now);
    expect(world.after(LEASE_MS - BEAT_MS)).toEqual([]);
    expect(world.after(BEAT_MS)).toEqual(['a']);
  });

  it('does so after a pause of its own process', () => {
    world.silent.add('a');
    world.after(BEAT_MS);
    world.now += 10 * LEASE_MS;
    expect(world.after(LEASE_MS)).toEqual([]);
    expect(world.after(BEAT_MS)).toEqual(['a']);
  });

  it('tells how long the node was silent', () => {
    world.living.delete('c');
    world.silent.add('a');
    world.after(LEASE_MS);
    const [ended] = world.watch.observe([{ nodeId: 'b', beats: 1 }], [], world.now);
    expect(ended).toEqual({ nodeId: 'a', silentMs: LEASE_MS });
  });
});
