import manifest from '../../../src/plugin.json';

/** A page of the app as its manifest lists it for Grafana's navigation. */
export interface AppPage {
  readonly name: string;
  readonly path: string;
  readonly icon: string | undefined;
}

interface Include {
  readonly type: string;
  readonly name: string;
  readonly path?: string;
  readonly addToNav?: boolean;
  readonly icon?: string;
}

/** The app's name and id, from its manifest. */
export const APP = { id: manifest.id, name: manifest.name };

/** Where all of the app's pages are. */
export const APP_PATH = `/a/${APP.id}`;

/** Where Grafana shows an app's configuration. */
export const CONFIG_PATH = `/plugins/${APP.id}`;

// JSON's own type has only the keys that every include has.
const includes = manifest.includes as readonly Include[];

/** The pages of the navigation, in its order. */
export const APP_PAGES: readonly AppPage[] = includes
  .filter(({ type, addToNav, path }) => type === 'page' && addToNav === true && path !== undefined)
  .map(({ name, path = '', icon }) => ({ name, path: path.replaceAll('%PLUGIN_ID%', APP.id), icon }));

/** The page that an address belongs to: the one with the longest path that it begins with. */
export function pageAt(pathname: string): AppPage | undefined {
  return APP_PAGES.filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`)).sort(
    (one, other) => other.path.length - one.path.length,
  )[0];
}
