import { t } from '../../../locales/text';
import { serviceCode, type Reply } from './reply';
import { failed, type Verdict } from './verdict';

const unreachable = (apiUrl: string): Verdict => {
  const says = t('configuration.test.unreachable', 'Grafana’s server cannot reach {{apiUrl}}.', { apiUrl });
  if (apiUrl.startsWith('https:')) {
    const remedy = t(
      'configuration.test.unreachable-or-certificate',
      'Either nothing answers there, or Grafana does not trust its certificate, as with one that it has signed itself; Grafana’s log says which (“Proxy request failed”). Check the address from where Grafana’s server runs. For a certificate of your own, give its authority to that machine, or set app_tls_skip_verify_insecure under [plugins] in Grafana’s configuration while you try things out.',
    );
    return failed(says, remedy);
  }
  const remedy = t(
    'configuration.test.unreachable-remedy',
    'Check that the service runs and that the address is right from where Grafana’s server runs: in a container, localhost is the container itself. Grafana’s log says more (“Proxy request failed”).',
  );
  return failed(says, remedy);
};

/** Something answers, but not as the service would. */
export const notOurs = (apiUrl: string): Verdict =>
  failed(
    t('configuration.test.not-ours', 'Something answers at {{apiUrl}}, but it is not the chat service.', {
      apiUrl,
    }),
    t(
      'configuration.test.not-ours-remedy',
      'The answer is not what the service says. Often it is the sign-in page of a proxy, another service on the same port, or a path too many in the address.',
    ),
  );

const byGrafana: Readonly<Record<number, () => Verdict>> = {
  0: () =>
    failed(
      t('configuration.test.offline', 'Grafana itself did not answer.'),
      t('configuration.test.offline-remedy', 'Check your own connection, then try again.'),
    ),
  401: () =>
    failed(
      t('configuration.test.signed-out', 'Grafana does not know you any more.'),
      t('configuration.test.signed-out-remedy', 'Reload the page and sign in.'),
    ),
  403: () =>
    failed(
      t('configuration.test.proxy-forbidden', 'Grafana does not let you use the app’s proxy.'),
      t(
        'configuration.test.proxy-forbidden-remedy',
        'You need the permission plugins.app:access for this app; an administrator gives it by role.',
      ),
    ),
  404: () =>
    failed(
      t('configuration.test.no-route', 'Grafana does not know the app’s proxy route.'),
      t(
        'configuration.test.no-route-remedy',
        'Enable the app. After an update of the app, restart Grafana: it reads routes only when it starts.',
      ),
    ),
  500: () =>
    failed(
      t('configuration.test.proxy-broken', 'Grafana could not build the request.'),
      t('configuration.test.proxy-broken-remedy', 'Save the address and the token once more, then try again.'),
    ),
};

/**
 * What is wrong when an answer is none of those that the service gives to this question; undefined when the service
 * itself refused, which each test tells in its own words.
 * @param apiUrl where Grafana's server was sent
 */
export const refusalBefore = (reply: Reply, apiUrl: string): Verdict | undefined => {
  if (serviceCode(reply) !== undefined) return undefined;
  if (reply.status === 502) return unreachable(apiUrl);
  if (reply.status === 504) {
    return failed(
      t('configuration.test.slow', '{{apiUrl}} did not answer in time.', { apiUrl }),
      t(
        'configuration.test.slow-remedy',
        'The service may be overloaded, or a firewall drops what Grafana’s server sends. Try again, then look at the service’s log.',
      ),
    );
  }
  return byGrafana[reply.status]?.() ?? notOurs(apiUrl);
};
