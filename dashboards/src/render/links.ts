import { APP_ID, DASHBOARD_UIDS } from '@chatwatch/objectives/names';
import { DashboardLinkType, type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dashboard, DashboardName } from '../model.js';

/** All of our dashboards have it, so that each can list the others. */
export const TAG = 'chatwatch';

const plain = { icon: 'dashboard', tooltip: '', tags: [], asDropdown: false, targetBlank: false };

/** Links in the head of a dashboard: the other dashboards, and the app's page; time and variables go along. */
export const headLinks = ({ appPage }: Dashboard): DashboardLink[] => [
  {
    ...plain,
    title: 'Chatwatch',
    type: DashboardLinkType.Dashboards,
    tags: [TAG],
    tooltip: 'Another dashboard of the same time',
    includeVars: true,
    keepTime: true,
  },
  {
    ...plain,
    title: 'Open in the app',
    type: DashboardLinkType.Link,
    icon: 'external link',
    tooltip: 'The same in the Chatwatch app',
    url: ['/a', APP_ID, appPage].filter(Boolean).join('/'),
    includeVars: true,
    keepTime: true,
  },
];

/** Time and variables are in the address itself. */
const panelLink = { ...plain, type: DashboardLinkType.Link, includeVars: false, keepTime: false };

/** Leads to a dashboard that says more. */
export const linkToDashboard = (name: DashboardName): DashboardLink => ({
  ...panelLink,
  title: `More on the dashboard ${name}`,
  url: `/d/${DASHBOARD_UIDS[name]}?\${__url_time_range}&\${__all_variables}`,
});

const objectiveUrl = (objective: string): string =>
  `/d/${DASHBOARD_UIDS.objectives}?\${__url_time_range}&\${datasource:queryparam}&\${job:queryparam}&var-objective=${objective}`;

/** Leads to the objective whose limit a panel shows. */
export const linkToObjective = (objective: string): DashboardLink => ({
  ...panelLink,
  title: `The promise: ${objective}`,
  url: objectiveUrl(objective),
});

const ROWS_OBJECTIVE = '${__data.fields.objective}';

/** Lead from a row of a table with a column `objective` to that objective, here and in the app. */
export const linksOfRow = (): { title: string; url: string }[] => [
  { title: 'Budget and burn rate', url: objectiveUrl(ROWS_OBJECTIVE) },
  { title: 'Open in the app', url: `/a/${APP_ID}/objectives/${ROWS_OBJECTIVE}?\${__url_time_range}` },
];
