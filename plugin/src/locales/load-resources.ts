import type { ResourceLoader } from '@grafana/i18n';

/** The languages that there are texts in, beside the English ones of the sources. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ default: Awaited<ReturnType<ResourceLoader>> }>>> = {
  'de-DE': () => import('./de-DE/chatwatch-app.json'),
};

/** The texts of a language; none where there are none, so that English shows. */
export const loadResources: ResourceLoader = async (language) => (await LANGUAGES[language]?.())?.default ?? {};
