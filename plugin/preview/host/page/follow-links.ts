import { locationService } from '@grafana/runtime';

/**
 * Follows plain links within the page without loading it anew, as Grafana does. Links to other hosts, to another tab and
 * with a key held down stay the browser's.
 */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented) return;
    const { pathname, search, hash, origin } = new URL(link.href, location.href);
    if (origin !== location.origin || link.target === '_blank' || link.download !== '') return;
    event.preventDefault();
    locationService.push(`${pathname}${search}${hash}`);
  });
}
