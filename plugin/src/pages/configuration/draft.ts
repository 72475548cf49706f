import type { StoredApp } from '../../data/grafana/app-settings';
import type { Settings } from '../../settings';
import { addressFault, isRefused, tidyAddress, type AddressFault } from './address';

/** What stands in the form. */
export interface Draft {
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly liveMode: 'proxy' | 'direct';
  /** Empty to leave it to the console. */
  readonly dataSource: string;
  readonly runbooks: string;
  /** A new token; undefined to keep the one that is stored. */
  readonly apiToken: string | undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The form as it is opened. */
export const draftOf = ({ jsonData, hasToken }: StoredApp): Draft => ({
  apiUrl: textOf(jsonData.apiUrl),
  publicUrl: textOf(jsonData.publicUrl),
  liveMode: jsonData.liveMode === 'direct' ? 'direct' : 'proxy',
  dataSource: textOf(jsonData.dataSource),
  runbooks: textOf(jsonData.runbooks),
  apiToken: hasToken ? undefined : '',
});

/** What is wrong with the addresses of a draft. */
export interface DraftFaults {
  readonly apiUrl: AddressFault | undefined;
  readonly publicUrl: AddressFault | undefined;
  readonly runbooks: AddressFault | undefined;
}

const optional = (text: string, fault: AddressFault | undefined): AddressFault | undefined =>
  text.trim() === '' ? undefined : fault;

/**
 * Looks at a draft as it is typed.
 * @param page the address of the page that is open
 */
export const faultsOf = ({ apiUrl, publicUrl, liveMode, runbooks }: Draft, page: string): DraftFaults => {
  const ofBrowsers = addressFault(publicUrl, 'browser', page);
  const ofRunbooks = runbookFault(runbooks);
  return {
    apiUrl: addressFault(apiUrl, 'server', page),
    publicUrl: liveMode === 'direct' ? ofBrowsers : optional(publicUrl, ofBrowsers),
    runbooks: optional(runbooks, ofRunbooks),
  };
};

/** A runbook is opened in a tab of its own, so that only its form matters. */
const runbookFault = (text: string): AddressFault | undefined =>
  /^https?:\/\/[^/\s]/.test(text.trim()) ? undefined : 'not_an_address';

/** Whether a draft may be saved. */
export const isSavable = (faults: DraftFaults): boolean => !Object.values(faults).some(isRefused);

/** Whether something was changed. */
export const isChanged = (draft: Draft, stored: StoredApp): boolean => {
  const before = draftOf(stored);
  return (Object.keys(draft) as (keyof Draft)[]).some((name) => (draft[name] ?? '') !== (before[name] ?? ''));
};

/** The settings to save: all of them, those too that this form does not know; what is empty is left out. */
export const settingsOf = (draft: Draft, { jsonData }: StoredApp): Settings => {
  const { apiUrl, publicUrl, liveMode, dataSource, runbooks } = draft;
  const typed = {
    apiUrl: tidyAddress(apiUrl),
    publicUrl: tidyAddress(publicUrl),
    dataSource,
    runbooks: runbooks.trim(),
  };
  const others = Object.fromEntries(Object.entries(jsonData).filter(([name]) => !(name in typed)));
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
  return { ...others, ...filled, liveMode };
};

/** The secret to save; undefined where the stored one stays, as an empty one would overwrite it. */
export const secretOf = ({ apiToken }: Draft): string | undefined => {
  const typed = apiToken?.trim() ?? '';
  return typed === '' ? undefined : typed;
};
