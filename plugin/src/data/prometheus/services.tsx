import React, { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useControls } from '../../controls';
import type { Problem } from '../../problems';
import type { Ask } from './answer';
import { useBatch } from './use-batch';

/** One process that Prometheus scrapes. */
interface Target {
  job: string;
  instance: string;
}

/** Whether the chosen Prometheus knows the service at all, and what there is to choose of. */
export interface ServicePresence {
  state: 'loading' | 'found' | 'none' | 'error';
  jobs: readonly string[];
  /** Those of the chosen jobs. */
  instances: readonly string[];
  problem?: Problem;
}

/** What `$job` and `$instance` stand for. */
export interface Chosen {
  jobs: readonly string[];
  instances: readonly string[];
}

interface Services extends ServicePresence {
  /** Undefined as long as it is not known what 'all' is. */
  chosen: Chosen | undefined;
}

/** Every process of the service has it; all that were there within the range, as the dashboards' variables list. */
const ASKS: readonly Ask[] = [
  {
    kind: 'instant',
    query: {
      expr: 'group by (job, instance) (last_over_time(chat_build_info[$__range]))',
      legend: '',
      unit: 'none',
      description: 'The processes of the service.',
    },
  },
];

const NOBODY: Chosen = { jobs: [], instances: [] };

const ServicesContext = createContext<Services | undefined>(undefined);

const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('Questions to Prometheus need a ServicesProvider around them');
  return services;
};

/** Keeps an equal list the same object, so that nothing is asked again for it. */
const useSame = (values: readonly string[]): readonly string[] => {
  const [kept, setKept] = useState(values);
  if (kept === values || kept.join('\n') === values.join('\n')) return kept;
  setKept(values);
  return values;
};

const distinct = (values: readonly string[]): string[] =>
  [...new Set(values)].sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));

const stateOf = (state: 'loading' | 'done' | 'error', targets: readonly Target[]): ServicePresence['state'] => {
  if (state !== 'done') return state;
  return targets.length === 0 ? 'none' : 'found';
};

/** Asks once for all pages which jobs and instances there are. */
export const ServicesProvider = ({ children }: { children: ReactNode }) => {
  const { jobs: chosenJobs, instances: chosenInstances } = useControls();
  const { state, answers, problem } = useBatch(ASKS, NOBODY);
  const targets = useMemo(
    () => (answers[0] ?? []).map(({ labels }) => ({ job: labels.job ?? '', instance: labels.instance ?? '' })),
    [answers],
  );
  const jobs = useSame(distinct(targets.map(({ job }) => job)));
  const isChosen = (job: string): boolean => chosenJobs.length === 0 || chosenJobs.includes(job);
  const instances = useSame(distinct(targets.filter(({ job }) => isChosen(job)).map(({ instance }) => instance)));
  const isKnown = state !== 'loading' || (chosenJobs.length > 0 && chosenInstances.length > 0);
  const usedJobs = useSame(chosenJobs.length > 0 ? chosenJobs : jobs);
  const usedInstances = useSame(chosenInstances.length > 0 ? chosenInstances : instances);
  const chosen = useMemo(
    () => (isKnown ? { jobs: usedJobs, instances: usedInstances } : undefined),
    [isKnown, usedJobs, usedInstances],
  );
  const services = useMemo<Services>(
    () => ({ state: stateOf(state, targets), jobs, instances, chosen, ...(problem ? { problem } : {}) }),
    [state, targets, jobs, instances, chosen, problem],
  );
  return <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>;
};

/** Whether the chosen Prometheus has metrics of the service, and which jobs and instances there are. */
export const useServicePresence = (): ServicePresence => useServices();

/** What `$job` and `$instance` stand for; undefined as long as it is not known. */
export const useChosen = (): Chosen | undefined => useServices().chosen;
