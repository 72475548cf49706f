import { z } from 'zod';
import type { Store, StoreHealth } from '../../storage/store.js';
import { type Route, route } from '../route.js';

/** What readiness is judged by. */
export interface Health {
  readonly store: Pick<Store, 'health'>;
  /** The server takes no new work any more. */
  isDraining(): boolean;
  /** How long the store has for its answer; 2 s when left out. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 2_000;

const readiness = z.strictObject({
  status: z.enum(['ok', 'unavailable']),
  checks: z.strictObject({
    store: z.strictObject({ ok: z.boolean(), reason: z.exactOptional(z.string()) }),
    draining: z.boolean(),
  }),
});

export const healthRoutes = (health: Health): Route[] => [
  route({
    method: 'get',
    path: '/livez',
    operationId: 'livez',
    summary: 'Whether the process answers at all',
    description: 'For a supervisor: restart what does not answer.',
    auth: 'none',
    answers: { 200: { description: 'It does', schema: z.strictObject({ status: z.literal('ok') }) } },
    handle: () => ({ status: 200, body: { status: 'ok' } }),
  }),
  route({
    method: 'get',
    path: '/readyz',
    operationId: 'readyz',
    summary: 'Whether this process should get traffic',
    description: 'For a load balancer.',
    auth: 'none',
    answers: {
      200: { description: 'It should', schema: readiness },
      503: { description: 'The store takes no writes, or the server is shutting down', schema: readiness },
    },
    handle: async () => {
      const { isReady, store, draining } = await readinessOf(health);
      return {
        status: isReady ? 200 : 503,
        body: { status: isReady ? 'ok' : 'unavailable', checks: { store, draining } },
      };
    },
  }),
];

/** Whether a process should get traffic, and what was looked at. */
export interface Readiness {
  readonly isReady: boolean;
  readonly store: { readonly ok: boolean; readonly reason?: string };
  readonly draining: boolean;
}

/** Asks the store, for as long as the health allows. */
export const readinessOf = async (health: Health): Promise<Readiness> => {
  const { isWritable, reason } = await storeHealth(health);
  const draining = health.isDraining();
  const store = { ok: isWritable, ...(reason !== undefined && { reason }) };
  return { isReady: isWritable && !draining, store, draining };
};

/** A store that is silent is as bad as one that says no, and must not keep the question waiting. */
const storeHealth = async ({ store, timeoutMs = DEFAULT_TIMEOUT_MS }: Health): Promise<StoreHealth> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<StoreHealth>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { isWritable: false, reason: 'the store does not answer' });
  });
  try {
    return await Promise.race([store.health(), silence]);
  } finally {
    clearTimeout(timer);
  }
};
