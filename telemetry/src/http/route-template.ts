import type { IncomingMessage } from 'node:http';

/** The route of every request that no route of the application matched. */
export const UNMATCHED = 'unmatched';

/** What Express adds to a request, as far as routes need it. */
export interface RoutedRequest extends IncomingMessage {
  baseUrl?: string;
  route?: { path?: unknown };
  app?: unknown;
}

const matchedRoute = Symbol('matched route');
const matchedMount = Symbol('mount path of the matched route');

interface MatchedRequest extends RoutedRequest {
  [matchedRoute]?: RoutedRequest['route'];
  [matchedMount]?: string;
}

/**
 * Makes the requests of an Express application remember under which mount path their route matched.
 *
 * Express takes `req.baseUrl` back when a handler of a mounted router fails, before the error is answered; read at the
 * end of the response, `/api/users/:id` would be `/users/:id` for its errors only, and its error ratio always zero.
 * The accessor sits on the application's request prototype, so that a request costs one assignment more.
 */
export function rememberMountPaths(requestPrototype: object): void {
  if (Object.hasOwn(requestPrototype, 'route')) return;
  Object.defineProperty(requestPrototype, 'route', {
    configurable: true,
    enumerable: true,
    get(this: MatchedRequest) {
      return this[matchedRoute];
    },
    set(this: MatchedRequest, route: RoutedRequest['route']) {
      this[matchedRoute] = route;
      this[matchedMount] = this.baseUrl ?? '';
    },
  });
}

// Mount paths as requests spell them are cached up to this many; the rest are joined anew each time.
const maxCachedMounts = 1_000;

/** Joins mount path and route path into a template such as `/api/users/:id`, once for each pair. */
export class RouteTemplates {
  readonly #byMount = new Map<string, Map<unknown, string>>();

  /** The template of the route that a request matched, else `unmatched`. */
  of(request: RoutedRequest): string {
    const { route } = request;
    if (route === undefined) return UNMATCHED;
    const mount = (request as MatchedRequest)[matchedMount] ?? request.baseUrl ?? '';
    if (mount === '' && typeof route.path === 'string') return route.path;
    return this.#byMount.get(mount)?.get(route.path) ?? this.#join(mount, route.path);
  }

  #join(mount: string, path: unknown): string {
    // Express matches mount paths in any case and hands on the request's spelling.
    const template = path === '/' ? mount.toLowerCase() : mount.toLowerCase() + String(path);
    let byPath = this.#byMount.get(mount);
    if (byPath === undefined && this.#byMount.size < maxCachedMounts) {
      byPath = new Map();
      this.#byMount.set(mount, byPath);
    }
    byPath?.set(path, template);
    return template;
  }
}
