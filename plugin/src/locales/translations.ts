import { initPluginTranslations } from '@grafana/i18n';
import { APP_ID } from '@chatwatch/objectives/names';
import { loadResources } from './load-resources';

let started: Promise<unknown> | undefined;

/** Gets the texts of the reader's language, once; English needs none. Before it nothing may be translated. */
export const translations = (): Promise<unknown> => (started ??= initPluginTranslations(APP_ID, [loadResources]));
