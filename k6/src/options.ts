/** What the environment decides about a run. */
export interface Options {
  /** Of the service, without a slash at the end. */
  readonly baseUrl: string;
  readonly people: number;
  /** Within which the people arrive. */
  readonly rampSeconds: number;
  /** For which all of them are there. */
  readonly durationSeconds: number;
  /** How long a delivery may take until it counts as one that never came. */
  readonly graceSeconds: number;
  /** How many times faster than in the trace people write. */
  readonly pace: number;
  /** Begins the names of everything the run leaves behind. */
  readonly runId: string;
  readonly seed: number;
  /** `report`: promises about time are measured but fail no run, for a machine that others use meanwhile. */
  readonly timing: 'judge' | 'report';
  /** With it, a run also reads what only machines may. */
  readonly serviceToken: string | undefined;
}

/** What differs between scenarios; times as the environment writes them. */
export interface Defaults {
  readonly people: number;
  /** The time for so many people to arrive. */
  readonly ramp: (people: number) => string;
  readonly duration: string;
  readonly grace: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/**
 * Reads the options of a run; a variable set to nothing counts as not set.
 *
 * Throws with the name of a variable that is wrong.
 */
export function parseOptions(env: Environment, defaults: Defaults): Options {
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const people = readNumber('PEOPLE', given('PEOPLE') ?? String(defaults.people), { least: 2, isWhole: true });
  return {
    baseUrl: readUrl('BASE_URL', given('BASE_URL') ?? 'http://127.0.0.1:3000'),
    people,
    rampSeconds: readSeconds('RAMP', given('RAMP') ?? defaults.ramp(people)),
    durationSeconds: readSeconds('DURATION', given('DURATION') ?? defaults.duration),
    graceSeconds: readSeconds('GRACE', given('GRACE') ?? defaults.grace),
    pace: readNumber('PACE', given('PACE') ?? '1', { least: 0.01, isWhole: false }),
    runId: readId('RUN_ID', given('RUN_ID') ?? 'run'),
    seed: readNumber('SEED', given('SEED') ?? '1', { least: 0, isWhole: true }),
    timing: readTiming(given('TIMING') ?? 'judge'),
    serviceToken: given('SERVICE_TOKEN'),
  };
}

function readUrl(name: string, text: string): string {
  if (!/^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(text))
    throw new Error(`${name} must be an address such as http://127.0.0.1:3000`);
  return text.replace(/\/+$/, '');
}

function readSeconds(name: string, text: string): number {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`${name} must be a duration such as 60s or 5m, not ${text}`);
  return Number(digits) * (SECONDS[unit] ?? 1);
}

function readNumber(name: string, text: string, { least, isWhole }: { least: number; isWhole: boolean }): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= least && (!isWhole || Number.isInteger(number))) return number;
  throw new Error(`${name} must be a${isWhole ? ' whole' : ''} number of at least ${String(least)}, not ${text}`);
}

function readTiming(text: string): Options['timing'] {
  if (text === 'judge' || text === 'report') return text;
  throw new Error(`TIMING must be judge or report, not ${text}`);
}

function readId(name: string, text: string): string {
  if (/^[a-z0-9-]{1,32}$/.test(text)) return text;
  throw new Error(`${name} must be 1 to 32 of a-z, 0-9 and -, not ${text}`);
}
