import { HotCounter, HotGauge, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';

/**
 * Consoles that listen to the figures of this second.
 * @returns a function that stops listening
 */
export const observeConsoles = (telemetry: Telemetry): (() => void) => {
  const open = telemetry.register(
    new HotGauge({ name: 'chat_console_streams', help: 'Consoles that are sent the figures of each second.' }),
  );
  const ended = telemetry.register(
    new HotCounter({
      name: 'chat_console_streams_ended_total',
      help: 'Streams to consoles that ended: their reader left, read too slowly, lost the right to it, or a shutdown.',
      labels: { reason: ['left', 'slow', 'rights', 'draining'] },
      startsAtZero: true,
    }),
  );
  return events.consoleStreams.subscribe((event) => {
    open.child().set(event.open);
    if (event.ended !== undefined) ended.child({ reason: event.ended }).inc();
  });
};
