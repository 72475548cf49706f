import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { PluginExtensionEventHelpers } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { PAGE_PATHS } from './app/page-paths';
import { plugin } from './module';
import manifest from './plugin.json';
import { hostHistory } from './testing/host';

const PREFIX = '/a/%PLUGIN_ID%';

describe('plugin.json', () => {
  it('names every page once, and no other', () => {
    const named = manifest.includes.map(({ path }) => path.slice(PREFIX.length).replace(/^\//, ''));
    expect([...named].sort()).toEqual(Object.values<string>(PAGE_PATHS).sort());
  });

  it('opens every page to viewers, the configuration to be read, as Grafana leads from others without a word', () => {
    expect(new Set(manifest.includes.map(({ role }) => role))).toEqual(new Set(['Viewer']));
  });

  it('declares the links that are added, word for word, as Grafana drops others', () => {
    const added = plugin.addedLinkConfigs.map(({ title, description, targets }) => ({ title, description, targets }));
    expect(added).toEqual(manifest.extensions.addedLinks);
  });

  it('sends the token to the service alone, and never where anyone may ask', () => {
    const open = manifest.routes.filter(({ headers }) => headers === undefined).map(({ path }) => path);
    expect(open).toEqual(['service/openapi.json', 'service/readyz', 'service/livez']);
  });

  it('has a route for every path that the page asks for', () => {
    const source = ['data/backend/backend.ts'].map((file) => readFileSync(`${__dirname}/${file}`, 'utf8')).join('\n');
    const asked = [...source.matchAll(/path: ['`]([\w./-]+)/g)].map(([, path = '']) => path);
    const routes = manifest.routes.map(({ path }) => path);
    const unrouted = asked.filter(
      (path) => !routes.some((route) => (route.endsWith('*') ? path.startsWith(route.slice(0, -1)) : path === route)),
    );
    expect(asked.length).toBeGreaterThan(8);
    expect(unrouted).toEqual([]);
  });
});

describe('links from elsewhere', () => {
  it('lead below the address of the app, which Grafana demands', () => {
    for (const { path } of plugin.addedLinkConfigs) expect(path).toMatch(/^\/a\/chatwatch-app\//);
  });

  it('stay where Grafana asks without a context, and go where there is nothing to lead to', () => {
    const [panel, alert] = plugin.addedLinkConfigs;
    expect(panel?.configure?.(undefined)).toEqual({});
    expect(alert?.configure?.(undefined)).toEqual({});
    expect(alert?.configure?.({ labels: { alertname: 'Disk' } })).toBeUndefined();
  });

  it('keep the time range from the command palette', () => {
    locationService.push('/d/theirs?from=now-2d&to=now&var-other=1');
    const paths = plugin.addedLinkConfigs.slice(2).map(({ configure }) => configure?.({})?.path);
    expect(paths).toEqual(['', 'objectives', 'alerts'].map((page) => `/a/chatwatch-app/${page}?from=now-2d&to=now`));
  });

  it('go from the command palette by themselves, as its entries do not follow paths', () => {
    locationService.push('/d/theirs?from=now-2d&to=now');
    plugin.addedLinkConfigs[3]?.onClick?.(undefined, {} as PluginExtensionEventHelpers);
    const { pathname, search } = hostHistory().location;
    expect(pathname + search).toBe('/a/chatwatch-app/objectives?from=now-2d&to=now');
  });
});
