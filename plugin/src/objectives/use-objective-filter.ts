import { useCallback, useMemo } from 'react';
import { locationService } from '@grafana/runtime';
import { HEALTH } from '@chatwatch/dashboards/browser';
import { useLocation } from 'react-router-dom';
import type { Health } from '../health';

/** Which objectives are looked at. It is in the address, so that it can be shared and gone back to. */
export interface ObjectiveFilter {
  readonly text: string;
  /** Empty for all. */
  readonly states: readonly Health[];
}

const isHealth = (name: string): name is Health => name in HEALTH;

/** The filter in the address, and how to change it. */
export function useObjectiveFilter(): [ObjectiveFilter, (part: Partial<ObjectiveFilter>) => void] {
  const { search } = useLocation();
  const filter = useMemo((): ObjectiveFilter => {
    const params = new URLSearchParams(search);
    return { text: params.get('q') ?? '', states: params.getAll('state').filter(isHealth) };
  }, [search]);
  const change = useCallback(({ text, states }: Partial<ObjectiveFilter>) => {
    // What is typed is no step to go back to, letter by letter.
    if (text !== undefined) locationService.partial({ q: text === '' ? null : text }, true);
    if (states !== undefined) locationService.partial({ state: states.length === 0 ? null : states });
  }, []);
  return [filter, change];
}
