import { slotOfTag, spread } from './key-slot.js';

/**
 * Partitions of a cluster's topics: those of one share a slot, and so a server and a subscription. More would spread
 * better over many servers, fewer need fewer commands.
 */
const PARTITIONS = 64;

/** How topics are called in Redis. */
export interface TopicNames {
  readonly beatTopics: readonly string[];
  nameOf(topic: string): string;
  topicOf(name: string): string;
  /** Groups of names that may go into one command. */
  partitionOf(topic: string): number;
}

/** On one server. @param database publications know no databases, so that it is part of the name */
export const serverNames = (database: number): TopicNames => {
  const prefix = `chatwatch:bus:${database}:`;
  return {
    beatTopics: ['beat'],
    nameOf: (topic) => prefix + topic,
    topicOf: (name) => name.slice(prefix.length),
    partitionOf: () => 0,
  };
};

const tagOf = (partition: number): string => `bus${String(partition).padStart(2, '0')}`;
const BEAT = 'beat:';
const PREFIX_LENGTH = `chatwatch:{${tagOf(0)}}:`.length;

/** Slot of each partition. */
export const partitionSlots: readonly number[] = Array.from({ length: PARTITIONS }, (_, at) => slotOfTag(tagOf(at)));

/** In a cluster: each partition has a topic for beats. */
export const clusterNames: TopicNames = {
  beatTopics: partitionSlots.map((_, partition) => `${BEAT}${partition}`),
  nameOf: (topic) => `chatwatch:{${tagOf(clusterNames.partitionOf(topic))}}:${topic}`,
  topicOf: (name) => name.slice(PREFIX_LENGTH),
  partitionOf: (topic) => (topic.startsWith(BEAT) ? Number(topic.slice(BEAT.length)) : spread(topic, PARTITIONS)),
};
