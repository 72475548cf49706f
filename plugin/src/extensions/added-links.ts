import {
  PluginExtensionPoints,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionPanelContext,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import type { PageId } from '../app/page-paths';
import { alertPath } from './alert-path';
import { appPath } from './app-path';
import { panelPath } from './panel-path';

const search = (): string => locationService.getSearch().toString();

/** Hidden where there is no page; kept where Grafana only asks, without a context, whether there is such a link. */
const leadingTo = (path: string | undefined): { path: string } | undefined =>
  path === undefined ? undefined : { path };

const panelLink: PluginExtensionAddedLinkConfig<PluginExtensionPanelContext> = {
  title: 'Open in Chatwatch',
  description: 'The page of the console about the same thing, with the same time range',
  targets: [PluginExtensionPoints.DashboardPanelMenu],
  icon: 'comments-alt',
  path: appPath('overview', {}, ''),
  configure: (context) => (context ? leadingTo(panelPath(context, search())) : {}),
};

const alertLink: PluginExtensionAddedLinkConfig = {
  title: 'Objective in Chatwatch',
  description: 'The promise that this alert is about: its budget, how fast it burns, what to do',
  targets: [PluginExtensionPoints.AlertingAlertingRuleAction, PluginExtensionPoints.AlertInstanceAction],
  icon: 'comments-alt',
  path: appPath('objectives', {}, ''),
  configure: (context) => (context ? leadingTo(alertPath(context, search())) : {}),
};

/** Grafana up to 12.3 takes three of an app; its own navigation has entries for all pages. */
const commands: readonly (readonly [PageId, string, string])[] = [
  ['overview', 'Chatwatch: overview', 'Whether the chat service keeps its promises'],
  ['objectives', 'Chatwatch: objectives', 'Every promise, its budget and how fast it burns'],
  ['alerts', 'Chatwatch: alerts', 'What fires, by promise, and what to do'],
];

const commandLinks = commands.map(([page, title, description]): PluginExtensionAddedLinkConfig => ({
  title,
  description,
  targets: [PluginExtensionPoints.CommandPalette],
  icon: 'comments-alt',
  path: appPath(page, {}, ''),
  configure: () => ({ path: appPath(page, {}, search()) }),
  // The palette of Grafana 12 goes nowhere by the path alone.
  onClick: () => {
    locationService.push(appPath(page, {}, search()));
  },
}));

/**
 * Links that Grafana shows elsewhere and that lead here. In English, as plugin.json declares them with the same words
 * and Grafana takes no others.
 */
export const ADDED_LINKS = [panelLink, alertLink, ...commandLinks] as PluginExtensionAddedLinkConfig[];
