import * as z from 'zod/mini';
import { t } from '../../../locales/text';
import { notOurs, refusalBefore } from './refusals';
import { serviceCode, type Reply } from './reply';
import { failed, passed, warned, type Verdict } from './verdict';

const live = z.object({ status: z.literal('ok') });
const ready = z.object({
  checks: z.object({ store: z.object({ reason: z.optional(z.string()) }), draining: z.boolean() }),
});

const whyNotReady = ({ body }: Reply): string => {
  const read = z.safeParse(ready, body);
  if (!read.success) return t('configuration.test.not-ready-unknown', 'it does not say why');
  const { draining, store } = read.data.checks;
  if (draining) return t('configuration.test.draining', 'it is shutting down');
  return store.reason ?? t('configuration.test.store', 'its store takes no writes');
};

/** Grafana's server reaches the service: what `/livez` and `/readyz` said. */
export const judgeReach = (alive: Reply, readiness: Reply, apiUrl: string): Verdict => {
  if (!z.safeParse(live, alive.body).success) {
    return refusalBefore(alive, apiUrl) ?? notOurs(apiUrl);
  }
  if (readiness.status === 200) {
    return passed(t('configuration.test.reached', 'The service answers and takes work.'));
  }
  return warned(
    t('configuration.test.not-ready', 'The service answers, but takes no work: {{reason}}.', {
      reason: whyNotReady(readiness),
    }),
    t(
      'configuration.test.not-ready-remedy',
      'A service that starts or stops says so for some seconds. Otherwise look at its database and its log.',
    ),
  );
};

const overview = z.object({ generatedAt: z.string() });

/** The token is accepted: what the analytics API said. */
export const judgeToken = (reply: Reply, apiUrl: string): Verdict => {
  if (reply.status === 200 && z.safeParse(overview, reply.body).success) {
    return passed(
      t('configuration.test.token-accepted', 'The service accepts the token and answers with its numbers.'),
    );
  }
  const code = serviceCode(reply);
  if (code === 'unauthorized') {
    return failed(
      t('configuration.test.token-refused', 'The service does not know this token.'),
      t(
        'configuration.test.token-refused-remedy',
        'Enter the service’s SERVICE_TOKEN. Where none is set, the service has made one in its DATA_DIR.',
      ),
    );
  }
  if (code === 'forbidden') {
    return failed(
      t('configuration.test.token-weak', 'The service knows this token, but it may not read analytics.'),
      t(
        'configuration.test.token-weak-remedy',
        'It is the token of a user. Enter the service token, which only reads.',
      ),
    );
  }
  if (code === 'rate_limited') {
    return warned(
      t('configuration.test.limited', 'The service was asked too often.'),
      t('configuration.test.limited-remedy', 'Wait a minute, then try again.'),
    );
  }
  if (code === 'not_found') return otherVersion('');
  return (
    refusalBefore(reply, apiUrl) ??
    failed(
      t('configuration.test.service-error', 'The service could not answer ({{code}}).', { code }),
      t('configuration.test.service-error-remedy', 'Look at the service’s log, and at its database.'),
    )
  );
};

const document = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

/** The major version of the service's API that this app was written for. */
const MAJOR = '1';

/** Calls without which pages of this app have nothing to show. */
const NEEDED = [
  '/analytics/performance/overview',
  '/analytics/performance/real-time',
  '/api/vitals',
  '/api/auth/tickets',
];

const otherVersion = (version: string): Verdict =>
  failed(
    version === ''
      ? t('configuration.test.other-version-unknown', 'This version of the service lacks what the app asks for.')
      : t(
          'configuration.test.other-version',
          'The service has version {{version}} of its API; this app needs {{needed}}.',
          {
            version,
            needed: `${MAJOR}.x`,
          },
        ),
    t(
      'configuration.test.other-version-remedy',
      'Update the older of the two. Pages that ask Prometheus alone go on working.',
    ),
  );

/** The service has a version that this app knows: what `/openapi.json` said. */
export const judgeVersion = (reply: Reply, apiUrl: string): Verdict => {
  const read = z.safeParse(document, reply.body);
  if (reply.status !== 200 || !read.success) {
    return refusalBefore(reply, apiUrl) ?? otherVersion('');
  }
  const { info, paths } = read.data;
  if (info.version.split('.')[0] !== MAJOR) return otherVersion(info.version);
  const missing = NEEDED.filter((path) => !(path in paths));
  if (missing.length === 0) {
    return passed(
      t('configuration.test.version', 'Version {{version}}, as this app needs.', { version: info.version }),
    );
  }
  return warned(
    t('configuration.test.calls-missing', 'The service does not offer {{calls}}.', {
      calls: missing.join(', '),
    }),
    t('configuration.test.calls-missing-remedy', 'Update the service. Until then the pages that need these say so.'),
  );
};
