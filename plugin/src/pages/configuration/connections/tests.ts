import { fetchAlertRules } from '../../../data/grafana/fetch-alert-rules';
import { t } from '../../../locales/text';
import { problemFrom } from '../../../problems';
import type { Settings } from '../../../settings';
import { judgeRules } from './alert-rules';
import { lookAtPrometheus } from './ask-prometheus';
import { judgeLive } from './live-channel';
import { openLive } from './open-live';
import { judgePrometheus } from './prometheus';
import { askThroughProxy } from './reply';
import { judgeReach, judgeToken, judgeVersion } from './service';
import { failed, type Verdict } from './verdict';

/** What is tested: the settings as they are saved, as Grafana's proxy uses those. */
export interface Tested {
  readonly settings: Settings;
  readonly hasToken: boolean;
  /** uid of the Prometheus that the console asks. */
  readonly dataSource: string | undefined;
}

/** A test of one connection; it runs alone. */
export interface ConnectionTest {
  readonly id: string;
  readonly title: () => string;
  readonly run: (tested: Tested, signal: AbortSignal) => Promise<Verdict>;
}

const withoutAddress = (): Verdict =>
  failed(
    t('configuration.test.no-address', 'No address is set.'),
    t('configuration.test.no-address-remedy', 'Enter above where Grafana’s server reaches the service, and save.'),
  );

const withoutToken = (): Verdict =>
  failed(
    t('configuration.test.no-token', 'No token is set.'),
    t('configuration.test.no-token-remedy', 'Enter the service’s SERVICE_TOKEN above, and save.'),
  );

/** Needs an address; what is not set need not be asked. */
const atService =
  (run: (apiUrl: string, signal: AbortSignal) => Promise<Verdict>): ConnectionTest['run'] =>
  ({ settings: { apiUrl = '' } }, signal) =>
    apiUrl === '' ? Promise.resolve(withoutAddress()) : run(apiUrl, signal);

const rules = async ({ dataSource }: Tested, signal: AbortSignal): Promise<Verdict> => {
  try {
    return judgeRules(await fetchAlertRules(dataSource, signal));
  } catch (error) {
    signal.throwIfAborted();
    const { title, whatToDo } = problemFrom(error, 'grafana');
    return failed(title, whatToDo);
  }
};

const live = async ({ settings, hasToken }: Tested, signal: AbortSignal): Promise<Verdict> => {
  const { apiUrl = '', publicUrl, liveMode } = settings;
  if (apiUrl === '') return withoutAddress();
  if (!hasToken) return withoutToken();
  return judgeLive(await openLive(liveMode === 'direct' ? publicUrl : undefined, signal), apiUrl, location.origin);
};

/** In the order in which one failure causes the next. */
export const CONNECTION_TESTS: readonly ConnectionTest[] = [
  {
    id: 'reach',
    title: () => t('configuration.test.title-reach', 'Grafana’s server reaches the service'),
    run: atService(async (apiUrl, signal) => {
      const [alive, ready] = await Promise.all([
        askThroughProxy('service/livez', { signal }),
        askThroughProxy('service/readyz', { signal }),
      ]);
      return judgeReach(alive, ready, apiUrl);
    }),
  },
  {
    id: 'token',
    title: () => t('configuration.test.title-token', 'The service accepts the token'),
    run: (tested, signal) =>
      tested.hasToken
        ? atService(async (apiUrl) =>
            judgeToken(await askThroughProxy('analytics/performance/overview', { signal }), apiUrl),
          )(tested, signal)
        : Promise.resolve(withoutToken()),
  },
  {
    id: 'version',
    title: () => t('configuration.test.title-version', 'Service and app fit together'),
    run: atService(async (apiUrl, signal) =>
      judgeVersion(await askThroughProxy('service/openapi.json', { signal }), apiUrl),
    ),
  },
  {
    id: 'prometheus',
    title: () => t('configuration.test.title-prometheus', 'Prometheus has what the console asks for'),
    run: async ({ dataSource }) => judgePrometheus(await lookAtPrometheus(dataSource)),
  },
  {
    id: 'rules',
    title: () => t('configuration.test.title-rules', 'Alert rules watch the service'),
    run: rules,
  },
  {
    id: 'live',
    title: () => t('configuration.test.title-live', 'The live channel opens'),
    run: live,
  },
];
