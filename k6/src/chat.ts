// People who log in, read back, type, send and idle, as many at once as PEOPLE says. README.md tells how to run it.
import exec from 'k6/execution';
import { chat, type Times } from './chat/person.ts';
import { parseOptions } from './options.ts';
import { seededRandom } from './people/random.ts';
import { traffic } from './people/generated-traffic.ts';
import { credentialsOf, entriesIn, foundTown, placeOf, tokenOf, type Town } from './people/town.ts';
import { announce, generated } from './promises/promises.ts';
import { Rest } from './rest/rest.ts';
import { reporter } from './summary/reporter.ts';
import { commonOptions, flawless, promiseThresholds } from './scenario.ts';
import { until } from './timing.ts';

/** Faster is the storm after a restart, not a day with many people. */
const ARRIVALS_PER_SECOND = 25;
const ramp = (people: number): string => `${String(Math.max(10, people / ARRIVALS_PER_SECOND))}s`;
const run = parseOptions(__ENV, { people: 50, ramp, duration: '60s', grace: '5s' });
/** Tokens last a day, so a person who comes for the tenth time that day signs in once. */
const VISITS_PER_SIGN_IN = 10;
/** Between the last arrival and the time at full load: connecting and reading back takes a moment. */
const SETTLE_SECONDS = 3;
const lengthSeconds = run.rampSeconds + SETTLE_SECONDS + run.durationSeconds + run.graceSeconds;

export const options = {
  ...commonOptions,
  scenarios: {
    chat: {
      executor: 'per-vu-iterations',
      vus: run.people,
      iterations: 1,
      maxDuration: `${String(Math.ceil(lengthSeconds) + 60)}s`,
    },
  },
  thresholds: {
    ...promiseThresholds(run, generated),
    ...flawless,
    chat_people_stayed: [`count>=${String(run.people)}`],
  },
};

export function setup(): Town {
  announce();
  return foundTown(run, traffic.channelShares);
}

/** One person. Arrivals are planned, even, and wait for nobody. */
export default async function person(town: Town): Promise<void> {
  const number = exec.vu.idInTest - 1;
  if (number === 0) announce();
  const startMs = exec.scenario.startTime;
  const fullMs = startMs + (run.rampSeconds + SETTLE_SECONDS) * 1000;
  const quietMs = fullMs + run.durationSeconds * 1000;
  const times: Times = { startMs, fullMs, quietMs, endMs: quietMs + run.graceSeconds * 1000 };
  const seed = run.seed * 1_000_003 + number;
  await until(startMs + ((number + seededRandom(seed)()) / run.people) * run.rampSeconds * 1000);
  const token = number % VISITS_PER_SIGN_IN === 0 ? await signIn(number, tokenOf(town, number)) : tokenOf(town, number);
  const name = `${run.runId}-${String(number)}`;
  await chat(token, { baseUrl: run.baseUrl, ...placeOf(town, number), times, traffic, pace: run.pace, seed, name });
}

/** Falls back on the token of the registration where signing in fails: the failure is counted, the person stays. */
async function signIn(number: number, known: string): Promise<string> {
  const { status, body } = await new Rest(run.baseUrl).call('login', { json: credentialsOf(run, number) });
  return status === 200 ? (JSON.parse(body) as { token: string }).token : known; // the shape that the protocol promises
}

export function teardown(town: Town): void {
  const entries = entriesIn(run, town);
  console.log(
    `Left behind: ${String(run.people)} users and ${String(town.channelIds.length)} channels named k6 ${run.runId}, with ${String(entries)} log entries.`,
  );
}

export const handleSummary = reporter('chat', run);
