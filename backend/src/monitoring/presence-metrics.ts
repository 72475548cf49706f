import { HotCounter, HotGauge, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';

/**
 * Who is there, and what it costs to tell.
 * @returns a function that stops listening
 */
export const observePresence = (telemetry: Telemetry): (() => void) => {
  const activeUsers = telemetry.register(
    new HotGauge({
      name: 'chat_active_users',
      help: 'Users with a live connection to this node that may write, and those expected back; who is on two nodes counts on both.',
    }),
  );
  const changes = telemetry.register(
    new HotCounter({
      name: 'chat_presence_changes_total',
      help: 'Changes of presence that this node told its listeners, from wherever they came; what changed back within a round is none.',
    }),
  );
  const frames = telemetry.register(
    new HotCounter({
      name: 'chat_presence_frames_total',
      help: 'Presence frames: sent to a connection, or left out as there were too many or their reader was behind.',
      labels: { result: ['sent', 'dropped'] },
    }),
  );
  const takenOver = telemetry.register(
    new HotCounter({
      name: 'chat_presence_taken_over_total',
      help: 'Users of nodes that ended whom this node expected back.',
    }),
  );
  const stopTakeovers = events.presenceTakeover.subscribe(({ users }) => {
    takenOver.child().inc(users);
  });
  const stopNews = events.presence.subscribe((told) => {
    activeUsers.child().set(told.activeUsers);
    changes.child().inc(told.users);
    frames.child({ result: 'sent' }).inc(told.frames);
    frames.child({ result: 'dropped' }).inc(told.dropped);
  });
  return () => {
    stopTakeovers();
    stopNews();
  };
};
