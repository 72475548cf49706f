// A handful of people call every class of endpoint once and then talk to each other; every check must hold.
import { sleep } from 'k6';
import exec from 'k6/execution';
import { chat, type Times } from './chat/person.ts';
import { parseOptions } from './options.ts';
import { traffic } from './people/generated-traffic.ts';
import { entriesIn, foundTown, placeOf, tokenOf, type Town } from './people/town.ts';
import { announce, generated } from './promises/promises.ts';
import { commonOptions, flawless, promiseThresholds } from './scenario.ts';
import { expectThat } from './smoke/expect.ts';
import { tour, type Tourist } from './smoke/tour.ts';
import { reporter } from './summary/reporter.ts';

const run = parseOptions(__ENV, { people: 5, ramp: () => '8s', duration: '8s', grace: '2s' });
/** People arrive one after another in this part of the ramp, so that a graph of the run's requests has a line to draw. */
const ARRIVAL = 0.3;
/** Enough messages in the short time that promises about deliveries rest on more than a few. */
const PACE = 60;

export const options = {
  ...commonOptions,
  scenarios: {
    smoke: { executor: 'per-vu-iterations', vus: run.people, iterations: 1, maxDuration: '2m' },
  },
  thresholds: {
    ...promiseThresholds(run, generated),
    ...flawless,
    chat_people_stayed: [`count>=${String(run.people)}`],
  },
};

export function setup(): Town {
  announce();
  // One channel for all: what is shown here is that everything works, not how it is spread.
  return foundTown(run, [1]);
}

export default async function person(town: Town): Promise<void> {
  const number = exec.vu.idInTest - 1;
  if (number === 0) announce();
  sleep((number / run.people) * ARRIVAL * run.rampSeconds);
  const name = `${run.runId}-${String(number)}`;
  const token = tokenOf(town, number);
  await completeTour({ run, name, token, friendToken: tokenOf(town, (number + 1) % run.people) });
  // The ramp is for the tour; who is not done with it by then is missing in the talk, which a threshold tells.
  const startMs = exec.scenario.startTime;
  const fullMs = startMs + run.rampSeconds * 1000;
  const quietMs = fullMs + run.durationSeconds * 1000;
  const times: Times = { startMs, fullMs, quietMs, endMs: quietMs + run.graceSeconds * 1000 };
  const pace = PACE * run.pace;
  await chat(token, {
    baseUrl: run.baseUrl,
    ...placeOf(town, number),
    times,
    traffic,
    pace,
    seed: run.seed + number,
    name,
  });
}

/** Where a step throws, the rest of the tour is left out and the talk still takes place. */
async function completeTour(tourist: Tourist): Promise<void> {
  try {
    await tour(tourist);
    expectThat('the tour came to its end', true);
  } catch (error) {
    console.error(`The tour was broken off: ${error instanceof Error ? error.message : String(error)}`);
    expectThat('the tour came to its end', false);
  }
}

export function teardown(town: Town): void {
  console.log(
    `Left behind: users and channels named k6 ${run.runId}; their channel has ${String(entriesIn(run, town))} log entries.`,
  );
}

export const handleSummary = reporter('smoke', run);
