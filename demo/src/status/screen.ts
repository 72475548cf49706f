import { faultCount } from '../replay/ledger/totals.js';
import { objectivesTable } from './objectives-table.js';
import { clip, span, type Line } from './paint.js';
import type { Status } from './status.js';
import { clockTime, count, percentiles, perSecond } from './words.js';

/** Under this nobody is behind: an answer takes a moment. */
const BEHIND_SECONDS = 1;

/** The live screen: pure, from what is known to lines of at most `width` characters. */
export function renderScreen(status: Status, width: number): readonly Line[] {
  const lines = [
    title(status),
    progress(status),
    [],
    messages(status),
    deliveries(status),
    connections(status),
    ledger(status),
    [],
    ...objectivesTable(status.objectives, width),
    [],
    [
      span('Open '),
      span(status.consoleUrl, 'accent'),
      span(' in a browser · metrics at '),
      span(`${status.url}/metrics`, 'accent'),
      span(' · Ctrl-C ends with a summary', 'dim'),
    ],
  ];
  return lines.map((line) => clip(line, width));
}

const label = (text: string) => span(text.padEnd(13), 'dim');

function title({ elapsedSeconds, remainingSeconds }: Status): Line {
  return [
    span('Chatwatch', 'bold'),
    span('  real chat traffic, replayed  ', 'dim'),
    span(clockTime(elapsedSeconds), 'bold'),
    span(` elapsed · ${clockTime(remainingSeconds)} left`),
  ];
}

function progress({ traceSeconds, traceLengthSeconds, speed, behindSeconds }: Status): Line {
  const line = [label('trace'), span(`${clockTime(traceSeconds)} of ${clockTime(traceLengthSeconds)} at ${speed}×`)];
  if (behindSeconds < BEHIND_SECONDS) return line;
  return [...line, span(`  ! ${behindSeconds.toFixed(1)} s behind`, 'warn')];
}

function messages({ totals, messages: { now, peak } }: Status): Line {
  return [
    label('messages'),
    span(perSecond(now).padEnd(12), 'bold'),
    span(`${count(totals.sent)} sent · ${count(totals.acknowledged)} acknowledged · peak ${perSecond(peak)}`),
  ];
}

function deliveries({ totals, deliveries: { now }, recentMs }: Status): Line {
  return [
    label('deliveries'),
    span(perSecond(now).padEnd(12), 'bold'),
    span(`${count(totals.delivered)} checked · ${percentiles(recentMs)}`),
  ];
}

function connections({ connections: { connected, total, reconnects }, visits }: Status): Line {
  return [
    label('connections'),
    span(`${connected} of ${total}`.padEnd(12), connected === total ? 'bold' : 'warn'),
    span(`${count(reconnects)} reconnects · ${count(visits.made)} channels opened, ${count(visits.failed)} failed`),
  ];
}

function ledger({ totals }: Status): Line {
  const waiting = span(
    ` · ${count(totals.inFlight)} copies and ${count(totals.unacknowledged)} answers under way`,
    'dim',
  );
  if (faultCount(totals) === 0) {
    return [label('ledger'), span('✓ each message once, in order, as it was sent', 'good'), waiting];
  }
  const { lost, doubled, outOfOrder, wrongContent, failed } = totals;
  const faults = `✗ ${lost} lost · ${doubled} doubled · ${outOfOrder} out of order · ${wrongContent} changed · ${failed} failed`;
  return [label('ledger'), span(faults, 'bad'), waiting];
}
