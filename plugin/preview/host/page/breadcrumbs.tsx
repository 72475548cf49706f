import type { NavModelItem } from '@grafana/data';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

interface Trail {
  readonly items: readonly NavModelItem[];
  readonly show: (items: readonly NavModelItem[]) => void;
}

const TrailContext = createContext<Trail>({ items: [], show: () => undefined });

/** Carries what the page says of its place up to the bar above it. */
export function TrailProvider({ children }: { readonly children: ReactNode }) {
  const [items, show] = useState<readonly NavModelItem[]>([]);
  const trail = useMemo(() => ({ items, show }), [items]);
  return <TrailContext.Provider value={trail}>{children}</TrailContext.Provider>;
}

/** The way to the page that is shown, without the app itself. */
export const useTrail = (): readonly NavModelItem[] => useContext(TrailContext).items;

/** Tells the bar where the page is, for as long as it is shown. */
export function useBreadcrumbs(items: readonly NavModelItem[]): void {
  const { show } = useContext(TrailContext);
  const words = JSON.stringify(items.map(({ text, url }) => ({ text, url })));
  useEffect(() => {
    show(JSON.parse(words) as NavModelItem[]); // what was written a line above
    return () => {
      show([]);
    };
  }, [show, words]);
}
