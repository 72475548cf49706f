export { PageReady, PanelShown, useAskedAt } from './page-ready';
