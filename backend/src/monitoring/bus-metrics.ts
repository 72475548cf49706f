import { HotCounter, HotGauge, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { type BusStateEvent, events, type HoleReason } from '../events.js';

const STATES: readonly BusStateEvent['state'][] = ['complete', 'partial', 'away'];
const HOLE_REASONS: readonly HoleReason[] = ['early', 'announced', 'compared', 'repeated', 'resume'];
const BATCH_EDGES = [1, 2, 5, 10, 25, 50, 100, 250, 1_000];

const declareBus = (telemetry: Telemetry) => ({
  messages: telemetry.register(
    new HotCounter({
      name: 'chat_bus_messages_total',
      help: 'Messages between nodes: published by this one, or received from another.',
      labels: { direction: ['published', 'received'] },
    }),
  ),
  batches: telemetry.register(
    new HotHistogram({
      name: 'chat_bus_batch_messages',
      help: 'Messages that were published together.',
      edges: BATCH_EDGES,
    }),
  ),
  lost: telemetry.register(
    new HotCounter({
      name: 'chat_bus_lost_batches_total',
      help: 'Batches that may not have been published; other nodes find in the store what they said.',
    }),
  ),
  state: telemetry.register(
    new HotGauge({
      name: 'chat_bus_state',
      help: 'How much of the other nodes is heard: 1 for the present state, 0 for the others.',
      labels: { state: STATES },
    }),
  ),
});

const declareFilling = (telemetry: Telemetry) => ({
  filled: telemetry.register(
    new HotCounter({
      name: 'chat_bus_filled_entries_total',
      help: 'Log entries that did not come of themselves and were read from the store, by how that was noticed.',
      labels: { reason: HOLE_REASONS },
      startsAtZero: true,
    }),
  ),
  comparisons: telemetry.register(
    new HotCounter({
      name: 'chat_bus_comparisons_total',
      help: 'Rounds in which the store was asked how far the channels with readers go, by the state of the bus.',
      labels: { state: STATES },
    }),
  ),
  behind: telemetry.register(
    new HotCounter({
      name: 'chat_bus_channels_behind_total',
      help: 'Channels that such a round found to go further in the store than what had come here.',
    }),
  ),
});

/**
 * What nodes tell each other, and what the store had to make up for.
 * @returns a function that stops listening
 */
export const observeBus = (telemetry: Telemetry): (() => void) => {
  const { messages, batches, lost, state } = declareBus(telemetry);
  const { filled, comparisons, behind } = declareFilling(telemetry);
  const stops = [
    events.busPublished.subscribe((round) => {
      for (const count of round.messages) {
        messages.child({ direction: 'published' }).inc(count);
        batches.child().observe(count);
      }
      lost.child().inc(round.lost);
    }),
    events.busReceived.subscribe((batch) => {
      messages.child({ direction: 'received' }).inc(batch.messages);
    }),
    events.busState.subscribe((change) => {
      for (const each of STATES) state.child({ state: each }).set(each === change.state ? 1 : 0);
    }),
    events.holeFilled.subscribe(({ reason, entries }) => {
      filled.child({ reason }).inc(entries);
    }),
    events.busCompared.subscribe((round) => {
      comparisons.child({ state: round.state }).inc();
      behind.child().inc(round.behind);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
