import { AppEvents, type PanelMenuItem } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { sceneGraph, VizPanelMenu, type VizPanel } from '@grafana/scenes';
import type { DashboardName, Panel } from '@chatwatch/dashboards/browser';
import { PAGE_PATHS, type PageId } from '../app/page-paths';
import { oneOf } from '../data/prometheus';
import type { Links } from '../links';
import { t } from '../locales/text';

/** A panel with what its menu has to know of its page. */
export interface MenuOwner {
  readonly panel: Panel;
  readonly dashboard: DashboardName;
  /** The links of this moment. */
  links(): Links | undefined;
}

const copy = async (text: string, done: string): Promise<void> => {
  const events = getAppEvents();
  try {
    await navigator.clipboard.writeText(text);
    events.publish({ type: AppEvents.alertSuccess.name, payload: [done] });
  } catch {
    // Browsers keep the clipboard from pages that are not served over HTTPS.
    events.publish({
      type: AppEvents.alertWarning.name,
      payload: [t('scenes.menu.not-copied', 'The browser does not let this page copy'), text],
    });
  }
};

/** The queries of a panel with the chosen jobs and instances written out; how long a rate looks back is left to Grafana. */
export const queriesOf = (viz: VizPanel, panel: Panel): string[] =>
  panel.queries.map(({ expr }) =>
    sceneGraph.interpolate(viz, expr, undefined, (value: unknown) =>
      oneOf((Array.isArray(value) ? value : [value]).map(String)),
    ),
  );

const addressOf = (panel: Panel): string => {
  const { origin, pathname, search } = window.location;
  const params = new URLSearchParams(search);
  params.set('panel', String(panel.id));
  return `${origin}${pathname}?${params.toString()}`;
};

const PAGES: ReadonlySet<string> = new Set(Object.keys(PAGE_PATHS));

const isPage = (name: string): name is PageId => PAGES.has(name);

/** Where there is more about what a panel shows: a page of ours, or the dashboard that has none. */
const more = (name: DashboardName, links: Links): PanelMenuItem => ({
  text: t('scenes.menu.more', 'Look next: {{name}}', { name }),
  iconClassName: 'arrow-right',
  href: isPage(name) ? links.page(name) : links.dashboard(name),
});

const leads = ({ panel, dashboard }: MenuOwner, links: Links): PanelMenuItem[] => [
  ...(panel.leadsTo === undefined ? [] : [more(panel.leadsTo, links)]),
  {
    text: t('scenes.menu.dashboard', 'Open in the dashboard'),
    iconClassName: 'apps' as const,
    href: links.dashboard(dashboard, { viewPanel: `panel-${panel.id}` }),
  },
  ...(panel.limit?.objective === undefined
    ? []
    : [
        {
          text: t('scenes.menu.objective', 'The promise: {{objective}}', { objective: panel.limit.objective }),
          iconClassName: 'check-circle' as const,
          href: links.page('objectives', { detail: panel.limit.objective }),
        },
      ]),
];

const copies = ({ panel }: MenuOwner, viz: VizPanel): PanelMenuItem[] => [
  { type: 'divider', text: '' },
  {
    text: t('scenes.menu.copy-query', 'Copy the query'),
    iconClassName: 'copy',
    onClick: () => void copy(queriesOf(viz, panel).join('\n'), t('scenes.menu.query-copied', 'Query copied')),
  },
  {
    text: t('scenes.menu.copy-link', 'Copy a link to this panel'),
    iconClassName: 'link',
    onClick: () => void copy(addressOf(panel), t('scenes.menu.link-copied', 'Link copied')),
  },
];

const itemsOf = (owner: MenuOwner, viz: VizPanel): PanelMenuItem[] => {
  const links = owner.links();
  const explore = links?.explore(queriesOf(viz, owner.panel));
  return [
    ...(explore === undefined
      ? []
      : [{ text: t('scenes.menu.explore', 'Explore'), iconClassName: 'compass' as const, href: explore }]),
    ...(links === undefined ? [] : leads(owner, links)),
    ...copies(owner, viz),
  ];
};

/** The menu of a panel. What it leads to is worked out when it opens, as it depends on what is chosen then. */
export const panelMenu = (owner: MenuOwner): VizPanelMenu => {
  const menu = new VizPanelMenu({});
  menu.addActivationHandler(() => {
    const viz = menu.parent as VizPanel | undefined; // A menu is made for one panel, and has no other parent.
    if (viz !== undefined) menu.setItems(itemsOf(owner, viz));
  });
  return menu;
};
