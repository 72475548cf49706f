import { readFile } from 'node:fs/promises';
import { runtimeDeclarations } from '../declarations.js';
import { shareInFlight } from '../exposition/share-in-flight.js';
import { HotCounter } from '../instruments/hot-counter.js';
import type { MetricSet } from '../metric-set.js';

/** Reads the traffic of the network namespace, which is the machine or the container, at each scrape. Linux only. */
export function observeNetwork(metrics: MetricSet): void {
  if (process.platform !== 'linux') return;
  const read = shareInFlight(async () => {
    const totals = sumInterfaces(await readFile('/proc/self/net/dev', 'utf8'));
    for (const [name, { receivedBytes, sentBytes }] of Object.entries(totals)) {
      received.child({ interface: name }).setTotal(receivedBytes);
      sent.child({ interface: name }).setTotal(sentBytes);
    }
  });
  const received = metrics.register(new HotCounter({ ...runtimeDeclarations.networkReceived, collect: read }));
  const sent = metrics.register(new HotCounter({ ...runtimeDeclarations.networkSent, collect: read }));
}

interface Traffic {
  receivedBytes: number;
  sentBytes: number;
}

// Two header lines, then "name: received-bytes and seven more, sent-bytes and seven more": man 5 proc_pid_net.
function sumInterfaces(table: string): Record<'loopback' | 'external', Traffic> {
  const totals = { loopback: { receivedBytes: 0, sentBytes: 0 }, external: { receivedBytes: 0, sentBytes: 0 } };
  for (const line of table.trimEnd().split('\n').slice(2)) {
    const [name = '', columns = ''] = line.trim().split(':');
    const numbers = columns.trim().split(/\s+/).map(Number);
    const traffic = name === 'lo' ? totals.loopback : totals.external;
    traffic.receivedBytes += numbers[0] ?? 0;
    traffic.sentBytes += numbers[8] ?? 0;
  }
  return totals;
}
