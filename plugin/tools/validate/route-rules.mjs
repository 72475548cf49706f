/** @typedef {import('./plugin.mjs').Rule} Rule */
/** @typedef {NonNullable<import('./plugin.mjs').Manifest['routes']>[number]} Route */

/** One each: Grafana compares the method as a whole, so that a list of them never matches. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Keys that Grafana ignores in apps' routes. */
const ignored = ['urlParams', 'tokenAuth', 'jwtTokenAuth'];

/** @param {Route} route */
const nameOf = ({ method, path }) => `route ${method} ${path}`;

/**
 * @param {Route} route
 * @returns {string[]}
 */
function problemsOf(route) {
  const name = nameOf(route);
  const contents = (route.headers ?? []).map(({ content = '' }) => content);
  return [
    ...(methods.includes(route.method ?? '') ? [] : [`${name} needs one method`]),
    ...(route.reqRole || route.reqAction ? [] : [`${name} is open to everyone who is signed in`]),
    ...(/^[\w./*-]+$/.test(route.path ?? '') && !/(^|\/)\.\.?(\/|$)|\/\//.test(route.path ?? '')
      ? []
      : [`${name} has no plain path`]),
    ...(route.url?.startsWith('{{ .JsonData.apiUrl }}') ? [] : [`${name} goes elsewhere than to the service`]),
    ...(contents.some((one) => /Bearer (?!\{\{ \.SecureJsonData\.)/.test(one)) ? [`${name} carries a secret`] : []),
    ...ignored.filter((key) => key in route).map((key) => `${name} has ${key}, which Grafana ignores`),
  ];
}

/** @type {Rule} */
const each = {
  name: 'has proxy routes of one method and one role each, to the service alone, with no secret in them',
  check: ({ manifest: { routes = [] } }) => routes.flatMap(problemsOf),
};

/** @type {Rule} */
const distinct = {
  name: 'has no two proxy routes for the same call',
  check: ({ manifest: { routes = [] } }) => {
    const names = routes.map(nameOf);
    return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is there twice`);
  },
};

/** What Grafana's server passes on to the service. */
export const routeRules = [each, distinct];
