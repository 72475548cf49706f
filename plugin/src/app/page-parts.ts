import { APP_ID } from '@chatwatch/objectives/names';
import { PAGE_PATHS, type PageId } from './page-paths';
import { part, type Part } from './part';

/** The code of a page. */
type PagePart = Part<object>;

/** The code of all pages, and of what stands below `<path>/:detail`. */
export const PAGE_PARTS: Readonly<Record<PageId, { readonly page: PagePart; readonly detail?: PagePart }>> = {
  overview: { page: part(() => import('../pages/overview/overview')) },
  objectives: {
    page: part(() => import('../pages/objectives/objectives')),
    detail: part(() => import('../pages/objectives/objective-detail')),
  },
  api: { page: part(() => import('../pages/api/api')) },
  realtime: { page: part(() => import('../pages/realtime/realtime')) },
  data: { page: part(() => import('../pages/data/data')) },
  runtime: { page: part(() => import('../pages/runtime/runtime')) },
  alerts: { page: part(() => import('../pages/alerts/alerts')) },
  'live-channel': { page: part(() => import('../pages/live-channel/live-channel-page')) },
  configuration: { page: part(() => import('../pages/configuration/configuration-page')) },
};

const IDS = Object.keys(PAGE_PATHS) as PageId[]; // of a literal

/** Begins to load the page at a path, beside the frame of all pages and not after it. What fails, fails again there. */
export function preloadPage(pathname: string): void {
  const [path = '', detail] = pathname.replace(new RegExp(`^/a/${APP_ID}/?`), '').split('/');
  const id = IDS.find((known) => PAGE_PATHS[known] === path);
  if (id === undefined) return;
  const { page, detail: detailPart = page } = PAGE_PARTS[id];
  (detail === undefined ? page : detailPart).load().catch(() => undefined);
}
