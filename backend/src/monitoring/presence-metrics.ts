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
      help: 'Users with a live connection that may write, and those who lost theirs a moment ago.',
    }),
  );
  const changes = telemetry.register(
    new HotCounter({
      name: 'chat_presence_changes_total',
      help: 'Changes of presence that were told; what changed back within a round is none.',
    }),
  );
  const frames = telemetry.register(
    new HotCounter({
      name: 'chat_presence_frames_total',
      help: 'Presence frames: sent to a connection, or left out as there were too many or their reader was behind.',
      labels: { result: ['sent', 'dropped'] },
    }),
  );
  return events.presence.subscribe((told) => {
    activeUsers.child().set(told.activeUsers);
    changes.child().inc(told.users);
    frames.child({ result: 'sent' }).inc(told.frames);
    frames.child({ result: 'dropped' }).inc(told.dropped);
  });
};
