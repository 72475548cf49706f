import { faultCount } from '../replay/ledger/totals.js';
import type { Status } from './status.js';
import { clockTime, count, percentiles, perSecond } from './words.js';

/** The status in one line, for logs and pipes. */
export function renderPlainLine(status: Status): string {
  const { totals, objectives, behindSeconds } = status;
  const met = objectives.filter(({ state }) => state === 'met').length;
  const missed = objectives.filter(({ state }) => state === 'missed').length;
  const faults = faultCount(totals);
  const parts = [
    clockTime(status.elapsedSeconds),
    `trace ${clockTime(status.traceSeconds)}`,
    `${count(totals.sent)} sent ${perSecond(status.messages.now)}`,
    `${count(totals.delivered)} delivered ${perSecond(status.deliveries.now)}`,
    percentiles(status.recentMs),
    faults === 0 ? 'ledger clean' : `ledger ${count(faults)} faults`,
    `objectives ${met} met ${missed} missed`,
  ];
  return (behindSeconds < 1 ? parts : [...parts, `${behindSeconds.toFixed(1)} s behind`]).join(' | ');
}
