import { EventBusSrv } from '@grafana/data';
import {
  type EchoSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setQueryRunnerFactory,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelRenderer } from 'grafana-runtime/components/PanelRenderer';
import { setPluginPage } from 'grafana-runtime/components/PluginPage';
import { PreviewPluginPage } from '../page/plugin-page';
import { panelPlugin } from '../panels';
import { registerFieldConfig } from '../panels/field-config';
import { PreviewPanelRenderer } from '../panels/panel-renderer';
import { PreviewBackendSrv } from './backend-srv';
import { PreviewDataSourceSrv } from './data-source-srv';
import { noQueryRunner, runRequest } from './run-request';
import { templateSrv } from './template-srv';

const echo: EchoSrv = {
  flush: () => undefined,
  addBackend: () => undefined,
  addEvent: () => undefined,
  onInteraction: () => () => undefined,
};

/** Height of the bar at the top, pixels: what sticks to the top of a page sticks below it. */
const TOP_BAR_HEIGHT = 40;

/** Sets all that Grafana sets at its start before an app is loaded. */
export function setServices(): void {
  registerFieldConfig();
  setAppEvents(new EventBusSrv());
  setBackendSrv(new PreviewBackendSrv());
  setDataSourceSrv(new PreviewDataSourceSrv());
  setTemplateSrv(templateSrv);
  setEchoSrv(echo);
  setCurrentUser({
    fiscalYearStartMonth: 0,
    id: 1,
    isSignedIn: false,
    login: 'preview',
    email: '',
    name: 'Preview',
    lightTheme: false,
    orgCount: 1,
    orgId: 1,
    orgName: 'Preview',
    orgRole: '',
    isGrafanaAdmin: false,
    gravatarUrl: '',
    timezone: 'browser',
    weekStart: 'browser',
    locale: 'en-US',
    helpFlags1: 0,
    hasEditPermissionInFolders: false,
    theme: '',
    language: '',
    externalUserId: '',
    authenticatedBy: '',
    uid: 'preview',
    regionalFormat: 'en-US',
  } as never);
  setRunRequest(runRequest);
  setQueryRunnerFactory(noQueryRunner);
  setPluginPage(PreviewPluginPage);
  setPanelRenderer(PreviewPanelRenderer);
  setPluginImportUtils({
    importPanelPlugin: (id) => {
      const plugin = panelPlugin(id);
      return plugin ? Promise.resolve(plugin) : Promise.reject(new Error(`The preview has no panel "${id}".`));
    },
    getPanelPluginFromCache: panelPlugin,
  });
  setOtherApps();
}

/** There are no other apps that could extend a page or be returned to. */
function setOtherApps(): void {
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => TOP_BAR_HEIGHT);
}
