import { readFileSync } from 'node:fs';
import { z } from 'zod';

const routeSchema = z.looseObject({
  path: z.string(),
  method: z.string().optional(),
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), content: z.string() })).default([]),
});
const manifestSchema = z.looseObject({
  id: z.string(),
  routes: z.array(routeSchema).default([]),
  includes: z.array(z.object({ name: z.string(), path: z.string() })).default([]),
});

/** What goes into the templates of routes. */
export interface RouteValues {
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

/** Where a request is to be sent. */
export interface Upstream {
  readonly url: string;
  /** To be sent instead of what the browser sent by the same name. */
  readonly headers: Readonly<Record<string, string>>;
}

type Route = z.output<typeof routeSchema>;

/** The app's manifest as far as the proxy reads it. */
export const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(new URL('../../../src/plugin.json', import.meta.url), 'utf8')),
);

/**
 * Finds where Grafana's proxy would send a request: the first route with its method and path, of which `*` stands for
 * the rest of the path, which is appended to the route's address.
 * @param path below the app's own, such as `analytics/performance/overview`
 */
export function upstreamOf(method: string, path: string, query: string, values: RouteValues): Upstream | undefined {
  const route = manifest.routes.find((one) => matches(one, method, path));
  if (!route) return undefined;
  const prefix = route.path.replace(/\*$/, '');
  const rest = route.path.endsWith('*') ? path.slice(prefix.length) : '';
  const base = filled(route.url, values).replace(/\/$/, '');
  return {
    url: `${base}${rest === '' ? '' : `/${rest}`}${query}`,
    headers: Object.fromEntries(
      route.headers.map(({ name, content }) => [name.toLowerCase(), filled(content, values)]),
    ),
  };
}

function matches({ path, method }: Route, asked: string, askedPath: string): boolean {
  // Compared as they are: a list of methods never matches.
  if (method !== undefined && method !== '' && method !== '*' && method !== asked) return false;
  return path.endsWith('*') ? askedPath.startsWith(path.slice(0, -1)) : askedPath === path;
}

/** Go's templates as far as routes use them. */
function filled(template: string, { jsonData, secureJsonData }: RouteValues): string {
  return template.replace(/\{\{\s*\.(JsonData|SecureJsonData)\.(\w+)\s*\}\}/g, (_, kind: string, name: string) => {
    const value = kind === 'JsonData' ? jsonData[name] : secureJsonData[name];
    return typeof value === 'string' ? value : '';
  });
}
