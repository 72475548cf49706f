import { type ErrorReporter, HotCounter, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';

/**
 * Counts the service's faults and reports each, with what its user did before.
 * @param reporter samples what it is told of; nobody is told when left out
 * @returns a function that stops listening
 */
export const observeFaults = (telemetry: Telemetry, reporter?: ErrorReporter): (() => void) => {
  const errors = telemetry.register(
    new HotCounter({
      name: 'chat_errors_total',
      help: 'Failures that were a fault of the service or of what it stands on, by where they showed.',
      labels: { source: ['http', 'websocket', 'store', 'files', 'redis'] },
      startsAtZero: true,
    }),
  );
  const stops = [
    events.fault.subscribe(({ error, ...context }) => {
      errors.child({ source: context.source }).inc();
      reporter?.captureError(error, context);
    }),
    ...(reporter ? [rememberActions(reporter)] : []),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

const rememberActions = (reporter: ErrorReporter): (() => void) =>
  events.userAction.subscribe(({ userId, action }) => {
    reporter.captureUserAction(userId, action);
  });
