import { baseEdges } from '@chatwatch/objectives';
import { HotCounter, HotGauge, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';

const declare = (telemetry: Telemetry) => ({
  connections: telemetry.register(
    new HotGauge({
      name: 'chat_mongodb_pool_connections',
      help: 'Connections to MongoDB that are open, by whether a call uses them; zero where documents are in SQLite.',
      labels: { state: ['in_use', 'idle'] },
    }),
  ),
  checkoutSeconds: telemetry.register(
    new HotHistogram({
      name: 'chat_mongodb_pool_checkout_seconds',
      help: 'Time that calls waited for a connection to MongoDB, in whole milliseconds.',
      edges: [...baseEdges.databaseSeconds],
    }),
  ),
  checkoutFailures: telemetry.register(
    new HotCounter({
      name: 'chat_mongodb_pool_checkout_failures_total',
      help: 'Calls that got no connection to MongoDB: after a timeout, a failed connection, or as the pool was closed.',
      labels: { reason: ['timeout', 'error', 'closed'] },
      startsAtZero: true,
    }),
  ),
});

/**
 * Turns the events of the driver's pool into metrics.
 * @returns a function that stops listening
 */
export const observeMongoPool = (telemetry: Telemetry): (() => void) => {
  const { connections, checkoutSeconds, checkoutFailures } = declare(telemetry);
  const used = connections.child({ state: 'in_use' });
  const unused = connections.child({ state: 'idle' });
  const waits = checkoutSeconds.child();
  const stops = [
    events.poolConnections.subscribe(({ inUse, idle }) => {
      used.set(inUse);
      unused.set(idle);
    }),
    events.poolCheckout.subscribe(({ waitSeconds }) => {
      waits.observe(waitSeconds);
    }),
    events.poolCheckoutFailed.subscribe(({ reason }) => {
      checkoutFailures.child({ reason }).inc();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
