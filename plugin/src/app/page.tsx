import React, { type ReactNode } from 'react';
import type { NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { ControlsBar } from '../controls';
import { useLinks, type Links } from '../links';
import { WithProblemBanner } from '../states';
import { useCurrentPage } from './page-context';
import { PAGES } from './pages';
import type { PageId } from './page-paths';

interface ConsolePageProps {
  /** Of one thing of a page, such as an objective; the page itself becomes the breadcrumb before it. */
  title?: string;
  subTitle?: ReactNode;
  /** On the right of the title. */
  actions?: ReactNode;
  /** Beside the title, or in place of what is made of it. */
  pageNav?: Partial<NavModelItem>;
  children: ReactNode;
}

const tabsOf = (current: PageId, links: Links): NavModelItem[] =>
  PAGES.map(({ id, title, icon }) => ({ id, text: title(), icon, url: links.page(id), active: id === current }));

const navOf = (current: PageId, title: string | undefined, links: Links): NavModelItem => {
  const page = PAGES.find(({ id }) => id === current);
  const text = page?.title() ?? '';
  const url = links.page(current);
  if (title !== undefined) return { text: title, parentItem: { text, url } };
  // Grafana's breadcrumbs name the page from its own navigation, and would name the open tab once more.
  return { text, hideFromBreadcrumbs: true, children: tabsOf(current, links) };
};

/** The frame of every page: title and navigation as Grafana shows them, and the one bar of controls. */
export const ConsolePage = ({ title, subTitle, actions, pageNav, children }: ConsolePageProps) => {
  const links = useLinks();
  const nav = navOf(useCurrentPage(), title, links);
  return (
    <PluginPage pageNav={{ ...nav, ...pageNav }} subTitle={subTitle} actions={actions}>
      <ControlsBar />
      <WithProblemBanner>{children}</WithProblemBanner>
    </PluginPage>
  );
};
