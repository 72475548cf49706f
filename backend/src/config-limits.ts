import { integer, rate } from './config-values.js';

/**
 * Limits that the environment sets, a variable each. Generous, as they are there to stop what no honest client does;
 * strict for failed sign-ins alone, where a guess a dozen seconds is what a person needs.
 */

/** So many within so many seconds. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

/** Limits of requests, by user, or by address where no user is known. */
export const LIMIT_NAMES = [
  'sign_ins',
  'sign_in_failures',
  'registrations',
  'tickets',
  'sends',
  'edits',
  'uploads',
  'searches',
] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];

export interface LimitsConfig {
  readonly requests: Readonly<Record<LimitName, Rate>>;
  /** Frames of one connection. */
  readonly frames: Rate;
  /** Refused requests after which a connection that goes on is closed. */
  readonly refusals: Rate;
  readonly connectionsPerAddress: number;
  readonly unauthenticatedPerAddress: number;
  readonly unauthenticated: number;
}

/** The variables, as `config.ts` reads them. */
export const limitVariables = {
  RATE_LIMIT_SIGN_INS: rate(1_000, 60),
  RATE_LIMIT_SIGN_IN_FAILURES: rate(5, 60),
  RATE_LIMIT_REGISTRATIONS: rate(1_000, 60),
  RATE_LIMIT_TICKETS: rate(1_000, 60),
  RATE_LIMIT_SENDS: rate(2_000, 10),
  RATE_LIMIT_EDITS: rate(1_000, 10),
  RATE_LIMIT_UPLOADS: rate(600, 60),
  RATE_LIMIT_SEARCHES: rate(600, 10),
  RATE_LIMIT_FRAMES: rate(5_000, 10),
  RATE_LIMIT_REFUSALS: rate(500, 10),
  CONNECTIONS_PER_ADDRESS: integer(1, 1_000_000, 10_000),
  UNAUTHENTICATED_PER_ADDRESS: integer(1, 1_000_000, 3_000),
  UNAUTHENTICATED_CONNECTIONS: integer(1, 1_000_000, 10_000),
};

type RateVariable = Extract<keyof typeof limitVariables, `RATE_LIMIT_${string}`>;
type CountVariable = Exclude<keyof typeof limitVariables, RateVariable>;

/** The limits that were read; undefined where they are switched off. */
export const toLimits = (
  read: Readonly<Record<RateVariable, Rate> & Record<CountVariable, number>>,
  isOn: boolean,
): LimitsConfig | undefined =>
  isOn
    ? {
        requests: {
          sign_ins: read.RATE_LIMIT_SIGN_INS,
          sign_in_failures: read.RATE_LIMIT_SIGN_IN_FAILURES,
          registrations: read.RATE_LIMIT_REGISTRATIONS,
          tickets: read.RATE_LIMIT_TICKETS,
          sends: read.RATE_LIMIT_SENDS,
          edits: read.RATE_LIMIT_EDITS,
          uploads: read.RATE_LIMIT_UPLOADS,
          searches: read.RATE_LIMIT_SEARCHES,
        },
        frames: read.RATE_LIMIT_FRAMES,
        refusals: read.RATE_LIMIT_REFUSALS,
        connectionsPerAddress: read.CONNECTIONS_PER_ADDRESS,
        unauthenticatedPerAddress: read.UNAUTHENTICATED_PER_ADDRESS,
        unauthenticated: read.UNAUTHENTICATED_CONNECTIONS,
      }
    : undefined;
