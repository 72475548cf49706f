import { useEffect } from 'react';
import { locationService } from '@grafana/runtime';
import { t } from '../../locales/text';

const keepTab = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};

/** As much of the host's history as is needed here; its types are not part of the host's packages. */
interface Blockable {
  /** Asks the reader with the text that is returned; returns what lets go again. */
  block: (question: (next: { pathname: string }) => string | undefined) => () => void;
}

/** Asks before something that was typed and not saved is left behind. */
export const useUnsavedGuard = (isChanged: boolean): void => {
  useEffect(() => {
    if (!isChanged) return;
    window.addEventListener('beforeunload', keepTab);
    const { pathname: here } = window.location;
    const release = (locationService.getHistory() as unknown as Blockable).block((next: { pathname: string }) =>
      next.pathname === here ? undefined : t('configuration.unsaved', 'What you changed is not saved. Leave the page?'),
    );
    return () => {
      window.removeEventListener('beforeunload', keepTab);
      release();
    };
  }, [isChanged]);
};
