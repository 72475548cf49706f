import { z } from 'zod';
import type { RedisLink, RedisNode } from '../../redis/index.js';
import { partitionSlots } from './names.js';

/** As `CLUSTER SLOTS` answers: ranges of slots, each with its master and then its replicas. */
const ranges = z.array(
  z
    .tuple([z.int(), z.int(), z.tuple([z.string(), z.int()], z.unknown())], z.unknown())
    .transform(([from, to, node]) => ({
      from,
      to,
      master: { host: node[0], port: node[1] },
    })),
);

/** The server of each partition. */
export type Topology = readonly RedisNode[];

/** Asks a cluster which server has which partition. @throws where it does not answer, or not for all of them */
export const readTopology = async (link: RedisLink): Promise<Topology> => {
  const known = ranges.parse(await link.run('bus', (redis) => redis.cluster('SLOTS')));
  return partitionSlots.map((slot) => {
    const range = known.find(({ from, to }) => from <= slot && slot <= to);
    if (!range) throw new Error('the cluster does not have all slots');
    return range.master;
  });
};

export const isSameTopology = (one: Topology, other: Topology): boolean => textOf(one) === textOf(other);

const textOf = (topology: Topology): string => topology.map(({ host, port }) => `${host}:${port}`).join();
