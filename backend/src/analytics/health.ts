import type { Objectives } from '@chatwatch/objectives';
import type { Readiness } from '../http/routes/health.js';
import type { AlertState } from './alert-states.js';
import type { Standing } from './standing.js';

/** Why a node is not healthy. */
interface HealthReason {
  readonly kind: 'readiness' | 'alert' | 'objective';
  /** The objective that it is about, where it is about one. */
  readonly objective: string | null;
  readonly text: string;
}

/** A node's health in a word, with reasons where it is not healthy. */
export interface SystemHealth {
  readonly status: 'healthy' | 'degraded' | 'unhealthy';
  readonly reasons: HealthReason[];
}

/**
 * Unhealthy is what wakes somebody: a node that is not ready, or an alert of that severity. Degraded is what waits for
 * the morning: any other alert, or a promise that does not hold.
 */
export const systemHealth = (
  readiness: Readiness,
  objectives: Objectives,
  standings: readonly Standing[],
  alerts: readonly AlertState[],
): SystemHealth => {
  const firing = alerts.filter(({ state }) => state === 'firing');
  const told = new Set(firing.map(({ objective }) => objective));
  const missed = objectives.filter(({ id }, index) => standings[index]?.state === 'missed' && !told.has(id));
  const reasons: HealthReason[] = [
    ...readinessReasons(readiness),
    ...firing.map(({ objective, summary }) => ({ kind: 'alert' as const, objective, text: summary })),
    ...missed.map(({ id, promise }) => ({ kind: 'objective' as const, objective: id, text: `Not kept: ${promise}` })),
  ];
  const isUnhealthy = !readiness.isReady || firing.some(({ severity }) => severity === 'page');
  if (isUnhealthy) return { status: 'unhealthy', reasons };
  return { status: reasons.length > 0 ? 'degraded' : 'healthy', reasons };
};

const readinessReasons = ({ store, draining }: Readiness): HealthReason[] => {
  const reason = (text: string): HealthReason => ({ kind: 'readiness', objective: null, text });
  return [
    ...(store.ok ? [] : [reason(`The store takes no writes: ${store.reason ?? 'no reason is known'}`)]),
    ...(draining ? [reason('The server is shutting down')] : []),
  ];
};
