import { useCallback, useMemo } from 'react';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { SORT_KEYS, type SortKey } from '../../objectives/order';

/** The order of a table. */
export interface Sort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** What one looks for first: the fastest burn and the most events, but the least that is left. */
const DESCENDING: readonly SortKey[] = ['value', 'burn', 'events'];

const isSortKey = (text: string): text is SortKey => (SORT_KEYS as readonly string[]).includes(text);

/** The order in the address (`sort=burn`, `sort=-burn`), worst first without one, and how a column is chosen. */
export function useSort(): [Sort, (key: SortKey) => void] {
  const { search } = useLocation();
  const sort = useMemo((): Sort => {
    const text = new URLSearchParams(search).get('sort') ?? '';
    const key = text.replace('-', '');
    return isSortKey(key) ? { key, isDescending: text.startsWith('-') } : { key: 'state', isDescending: false };
  }, [search]);
  const choose = useCallback(
    (key: SortKey) => {
      const isDescending = key === sort.key ? !sort.isDescending : DESCENDING.includes(key);
      locationService.partial({ sort: `${isDescending ? '-' : ''}${key}` });
    },
    [sort],
  );
  return [sort, choose];
}
