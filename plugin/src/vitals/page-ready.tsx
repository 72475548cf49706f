import { useEffect, useState } from 'react';
import type { PageId } from '../app/page-paths';
import { useSettings } from '../settings';
import { askedNow } from './document';
import { endVisit, markPageReady, markPanelShown } from './visit';

/** When the reader asked for what is at a place; another place is another question. */
export const useAskedAt = (place: string): number => {
  const [visit, setVisit] = useState(() => ({ place, askedAt: askedNow() }));
  if (visit.place === place) return visit.askedAt;
  const next = { place, askedAt: askedNow() };
  setVisit(next);
  return next.askedAt;
};

/** Reporting is no hurry: what was measured before it began is kept. */
const START_AFTER_MS = 3_000;
let isStarted = false;

const start = async (): Promise<void> => {
  if (isStarted) return;
  isStarted = true;
  try {
    (await import('./report')).startReporting();
  } catch {
    // A newer version was installed meanwhile; nothing that a reader would miss.
  }
};

/** Stands before a page's content, appears together with it, and measures how long that took. */
export const PageReady = ({ page, askedAt }: { page: PageId; askedAt: number }) => {
  const { apiUrl } = useSettings();
  const isConfigured = apiUrl !== undefined && apiUrl !== '';
  useEffect(() => {
    markPageReady(page, askedAt);
    return endVisit;
  }, [page, askedAt]);
  useEffect(() => {
    if (!isConfigured || isStarted) return;
    const timer = setTimeout(() => void start(), START_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isConfigured]);
  return null;
};

/** Stands beside a panel's data, and measures how long its reader waited for it. */
export const PanelShown = () => {
  useEffect(markPanelShown, []);
  return null;
};
