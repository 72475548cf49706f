import type { AppPluginMeta } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import manifest from '../../src/plugin.json';
import { pageSettings } from './grafana/boot-data';
import { storedLanguage } from './grafana/preferences';
import { setServices } from './grafana/services';
import { followLinks } from './page/follow-links';
import { Page } from './page/page';

setServices();
// It may ask for Grafana's services as it loads.
const loading = import('../../src/module');
await i18next
  .use(initReactI18next)
  .init({ lng: storedLanguage(), fallbackLng: 'en-US', resources: {}, returnEmptyString: false });
// Grafana's components ask for their texts before the app brings its own; theirs are the English ones of their source.
await initPluginTranslations('grafana');
document.documentElement.lang = storedLanguage().slice(0, 2);
followLinks();

const { plugin } = await loading;
const { jsonData, secureJsonFields } = pageSettings().app;
// Its manifest, as Grafana's server hands it on; what is not in it nobody asks here.
const meta = {
  ...manifest,
  module: '',
  baseUrl: `/public/plugins/${manifest.id}`,
  enabled: true,
  pinned: true,
  jsonData,
  secureJsonFields,
} as unknown as AppPluginMeta;
plugin.meta = meta;
plugin.init(meta);

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page plugin={plugin} meta={meta} />);
