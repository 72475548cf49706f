import { createContext, useContext } from 'react';
import type { RawTimeRange, TimeRange } from '@grafana/data';

/** What the reader can choose; each change is one step of the browser's history. */
export interface Choice {
  rawRange: RawTimeRange;
  timeZone: string;
  /** How often to refresh, as `30s`; empty for never. */
  refresh: string;
  dataSource: string | undefined;
  jobs: readonly string[];
  instances: readonly string[];
}

/** What every page is about: the time, the Prometheus and the part of the service that are looked at. */
export interface Controls extends Readonly<Choice> {
  /** The time range in numbers; a relative one moves on with every refresh. */
  range: TimeRange;
  /** uid of the Prometheus in use; undefined when there is none, or the address names one that is not there. */
  dataSource: string | undefined;
  /** Those chosen; empty for all. */
  jobs: readonly string[];
  /** Those chosen; empty for all. */
  instances: readonly string[];
  /** Grows with every refresh. */
  generation: number;
  /** Whether the page can be seen; nothing is asked for a hidden one. */
  isVisible: boolean;
  change: (part: Partial<Choice>) => void;
  refreshNow: () => void;
}

/** Where {@link useControls} finds them. */
export const ControlsContext = createContext<Controls | undefined>(undefined);

/**
 * The controls of every page.
 * @throws Error outside of `ControlsProvider`
 */
export const useControls = (): Controls => {
  const controls = useContext(ControlsContext);
  if (controls === undefined) throw new Error('useControls needs a ControlsProvider around it');
  return controls;
};
