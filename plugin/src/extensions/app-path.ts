import type { PageId } from '../app/page-paths';
import { pageHref, type LinkParams } from '../links/links';

/**
 * The address of a page as Grafana takes it from an extension: only what goes on after `/a/<id>/` counts as the app's.
 * @param search of the address where the link is shown; time range, filters and data source go along
 */
export const appPath = (page: PageId, params: LinkParams, search: string): string =>
  pageHref(page, params, search).replace(/^(\/a\/[\w-]+)(?=\?|$)/, '$1/');
