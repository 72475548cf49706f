import type { PageSettings } from '../../src/page-settings';
import { storedLanguage, storedTheme } from './preferences';

declare global {
  interface Window {
    __grafana_public_path__?: string;
    global?: typeof globalThis;
    grafanaBootData?: unknown;
  }
}

/** What the one user of the preview may do: what an administrator may, as there is nothing to be protected from. */
const PERMISSIONS = Object.fromEntries(
  [
    'datasources:explore',
    'datasources:query',
    'datasources:read',
    'plugins.app:access',
    'plugins:write',
    'dashboards:read',
    'alert.rules:read',
    'alert.silences:create',
    'alert.silences:read',
  ].map((name) => [name, true]),
);

/** What the server wrote into the page. */
export function pageSettings(): PageSettings {
  // Written by the server that sent the page, in this shape.
  return JSON.parse(document.getElementById('preview-settings')?.textContent ?? '{}') as PageSettings;
}

/** Says what Grafana's server would have said in its page; to be called before anything of `@grafana/runtime` loads. */
export function setBootData(): void {
  const { dataSource } = pageSettings();
  const meta = {
    id: 'prometheus',
    name: 'Prometheus',
    type: 'datasource',
    info: { logos: { small: '', large: '' } },
    metrics: true,
    alerting: true,
  };
  window.__grafana_public_path__ = '/public/';
  window.global = globalThis;
  window.grafanaBootData = {
    assets: { dark: '', light: '' },
    navTree: [],
    user: {
      id: 1,
      uid: 'preview',
      login: 'preview',
      name: 'Preview',
      // Of who is not signed in, Grafana's user storage is kept in the browser.
      isSignedIn: false,
      orgId: 1,
      orgName: 'Preview',
      orgRole: 'Admin',
      theme: storedTheme(),
      language: storedLanguage(),
      timezone: 'browser',
      weekStart: 'browser',
      permissions: PERMISSIONS,
    },
    settings: {
      buildInfo: { version: '13.2.2', commit: 'preview', env: 'production', edition: 'Open Source' },
      appSubUrl: '',
      appUrl: `${location.origin}/`,
      namespace: 'default',
      exploreEnabled: true,
      unifiedAlertingEnabled: true,
      featureToggles: {},
      defaultDatasource: dataSource.uid,
      datasources: {
        [dataSource.name]: {
          id: 1,
          uid: dataSource.uid,
          name: dataSource.name,
          type: 'prometheus',
          access: 'proxy',
          isDefault: true,
          readOnly: true,
          url: `/api/datasources/proxy/uid/${dataSource.uid}`,
          jsonData: { httpMethod: 'POST', timeInterval: dataSource.timeInterval, prometheusType: 'Prometheus' },
          meta,
        },
      },
    },
  };
}
