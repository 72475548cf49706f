import { pageHref } from '../links/links';
import { t } from '../locales/text';
import type { Problem, ProblemKind, ProblemSource } from './problem';

type Words = Pick<Problem, 'title' | 'whatToDo' | 'action'>;

const toConfiguration = () => ({
  text: t('problems.to-configuration', 'Open the configuration'),
  href: pageHref('configuration'),
});

const toDataSources = () => ({
  text: t('problems.to-data-sources', 'Open the data sources'),
  href: '/connections/datasources',
});

const whoIs = (source: ProblemSource): string => {
  switch (source) {
    case 'prometheus':
      return t('problems.who-prometheus', 'Prometheus');
    case 'backend':
      return t('problems.who-backend', 'The chat service');
    case 'grafana':
      return t('problems.who-grafana', 'Grafana');
  }
};

/** The same within a sentence. */
const whomIn = (source: ProblemSource): string =>
  source === 'backend' ? t('problems.whom-backend', 'the chat service') : whoIs(source);

const unauthorised = (who: string, source: ProblemSource): Words => {
  switch (source) {
    case 'grafana':
      return {
        title: t('problems.signed-out', 'You are signed out of Grafana'),
        whatToDo: t('problems.signed-out-do', 'Load the page again and sign in.'),
      };
    case 'backend':
      return {
        title: t('problems.token-refused', 'The chat service refuses the app’s token'),
        whatToDo: t(
          'problems.token-refused-do',
          'Put the service token of the chat service (SERVICE_TOKEN) into the app’s configuration.',
        ),
        action: toConfiguration(),
      };
    case 'prometheus':
      return {
        title: t('problems.unauthorised', '{{who}} refuses the credentials', { who }),
        whatToDo: t('problems.unauthorised-do', 'Set user and password, or the token, in the data source.'),
        action: toDataSources(),
      };
  }
};

const unreachable = (who: string, source: ProblemSource): Words => {
  const title = t('problems.unreachable', '{{who}} cannot be reached', { who });
  switch (source) {
    case 'grafana':
      return { title, whatToDo: t('problems.unreachable-grafana', 'Check your network, then refresh.') };
    case 'backend':
      return {
        title,
        whatToDo: t(
          'problems.unreachable-backend',
          'Is it running, is the address in the app’s configuration the one at which Grafana’s server reaches it, and does that server trust its certificate? Grafana does not tell which. What comes from Prometheus is shown all the same.',
        ),
        action: toConfiguration(),
      };
    case 'prometheus':
      return {
        title,
        whatToDo: t(
          'problems.unreachable-prometheus',
          'Is it running, and is the address of the data source right? What comes from the chat service is shown all the same.',
        ),
        action: toDataSources(),
      };
  }
};

const tls = (_who: string, source: ProblemSource): Words => ({
  title: t('problems.tls', 'The certificate of {{whom}} is not trusted', { whom: whomIn(source) }),
  whatToDo:
    source === 'backend'
      ? t(
          'problems.tls-backend',
          'Let Grafana’s server trust the authority that signed it, or use an address within your network that needs no certificate.',
        )
      : t('problems.tls-prometheus', 'Add the certificate of its authority to the data source (With CA Cert).'),
  action: source === 'backend' ? toConfiguration() : toDataSources(),
});

const noPermission = (who: string, source: ProblemSource): Words => ({
  title:
    source === 'grafana'
      ? t('problems.no-permission', 'You may not see this')
      : t('problems.refused', '{{who}} refuses to answer this', { who }),
  whatToDo:
    source === 'prometheus'
      ? t('problems.no-permission-query', 'Ask an administrator for the right to query this data source.')
      : t('problems.no-permission-do', 'Ask an administrator of Grafana for access to this app.'),
});

type Wording = (who: string, source: ProblemSource) => Words;

/** What a reader is told of each kind. */
const WORDS: Readonly<Record<ProblemKind, Wording>> = {
  not_configured: () => ({
    title: t('problems.not-configured', 'The app does not know where the chat service is'),
    whatToDo: t('problems.not-configured-do', 'Set its address and its service token in the app’s configuration.'),
    action: toConfiguration(),
  }),
  no_permission: noPermission,
  unauthorised,
  unreachable,
  tls,
  timeout: (who) => ({
    title: t('problems.timeout', '{{who}} did not answer in time', { who }),
    whatToDo: t('problems.timeout-do', 'Choose a shorter time range, or see whether it is overloaded, then refresh.'),
  }),
  not_json: (_who, source) => ({
    title: t('problems.not-json', 'Something else than {{whom}} answers', { whom: whomIn(source) }),
    whatToDo: t(
      'problems.not-json-do',
      'The answer is not what an API sends, such as a page of a proxy or of a login. Check the address.',
    ),
    action: source === 'backend' ? toConfiguration() : toDataSources(),
  }),
  other_version: (who) => ({
    title: t('problems.other-version', '{{who}} is of another version than this app', { who }),
    whatToDo: t('problems.other-version-do', 'Bring both to the same version.'),
  }),
  rate_limited: (who) => ({
    title: t('problems.rate-limited', '{{who}} is asked too often', { who }),
    whatToDo: t('problems.rate-limited-do', 'Wait a moment, and choose a longer refresh interval.'),
  }),
  bad_query: () => ({
    title: t('problems.bad-query', 'Prometheus cannot answer this query'),
    whatToDo: t(
      'problems.bad-query-do',
      'Choose a shorter time range. If that does not help, its version may lack something that the query uses.',
    ),
  }),
  no_data_source: () => ({
    title: t('problems.no-data-source', 'There is no Prometheus data source to ask'),
    whatToDo: t(
      'problems.no-data-source-do',
      'Choose one in the bar above, or add one that reads the Prometheus which scrapes the chat service.',
    ),
    action: toDataSources(),
  }),
  no_metrics: () => ({
    title: t('problems.no-metrics', 'This Prometheus has no metrics of the chat service'),
    whatToDo: t(
      'problems.no-metrics-do',
      'Choose another data source or a longer time range, or let Prometheus scrape the service’s /metrics.',
    ),
  }),
  server_error: (who) => ({
    title: t('problems.server-error', '{{who}} failed', { who }),
    whatToDo: t('problems.server-error-do', 'Refresh. If it stays, its log says more.'),
  }),
  unknown: (_who, source) => ({
    title: t('problems.unknown', 'There is no answer from {{whom}}', { whom: whomIn(source) }),
    whatToDo: t('problems.unknown-do', 'Refresh. If it stays, the details say more.'),
  }),
};

/** The words of a problem, in the reader's language. */
export const wordsOf = (kind: ProblemKind, source: ProblemSource): Words => WORDS[kind](whoIs(source), source);
