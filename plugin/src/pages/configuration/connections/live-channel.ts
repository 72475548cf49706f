import { t } from '../../../locales/text';
import { refusalBefore } from './refusals';
import { serviceCode, type Reply } from './reply';
import { failed, passed, type Verdict } from './verdict';

/** How far a WebSocket came. */
export interface LiveAttempt {
  readonly mode: 'proxy' | 'direct';
  /** Where it went. */
  readonly url: string;
  /** The refusal, where no ticket was given for a direct connection. */
  readonly ticket?: Reply;
  /** What forbade it in the browser, before it was opened. */
  readonly forbiddenBy?: 'policy' | 'mixed_content';
  readonly opened: boolean;
  /** The service has said `ready`. */
  readonly ready: boolean;
  /** The code that it was closed with; undefined while it stayed open without a word. */
  readonly closeCode?: number | undefined;
}

const origin = (url: string): string => new URL(url).origin;

const forbidden = ({ forbiddenBy, url }: LiveAttempt): Verdict =>
  forbiddenBy === 'mixed_content'
    ? failed(
        t(
          'configuration.test.live-mixed',
          'Grafana is open over https, and browsers allow no connection without it from there.',
        ),
        t(
          'configuration.test.live-mixed-remedy',
          'Serve the service over https too, or let the live channel go through Grafana’s server.',
        ),
      )
    : failed(
        t('configuration.test.live-policy', 'Grafana’s content security policy forbids {{url}}.', { url }),
        t(
          'configuration.test.live-policy-remedy',
          'Add {{origin}} to connect-src in content_security_policy_template of Grafana’s configuration, or let the live channel go through Grafana’s server.',
          { origin: origin(url) },
        ),
      );

const notOpened = ({ mode, url }: LiveAttempt, page: string): Verdict =>
  mode === 'proxy'
    ? failed(
        t('configuration.test.live-proxy-closed', 'The WebSocket through Grafana’s server did not open.'),
        t(
          'configuration.test.live-proxy-closed-remedy',
          'If the tests above pass, a proxy in front of Grafana does not let WebSockets pass: allow Upgrade there, or connect browsers directly.',
        ),
      )
    : failed(
        t('configuration.test.live-direct-closed', 'The browser could not open {{url}}.', { url }),
        t(
          'configuration.test.live-direct-closed-remedy',
          'Check that the address is right from here, that browsers trust its certificate (open it in a tab), and that PUBLIC_ORIGINS of the service names {{page}}.',
          { page },
        ),
      );

const closedWith: Readonly<Record<number, () => Verdict>> = {
  4000: () =>
    failed(
      t('configuration.test.live-protocol', 'The service speaks another version of the live protocol.'),
      t('configuration.test.live-protocol-remedy', 'Update the older of service and app.'),
    ),
  4001: () =>
    failed(
      t('configuration.test.live-unauthorised', 'The service refused the credentials of the live channel.'),
      t('configuration.test.live-unauthorised-remedy', 'Mend the token first: see the test of the token.'),
    ),
  4006: () =>
    failed(
      t('configuration.test.live-draining', 'The service is shutting down.'),
      t('configuration.test.live-draining-remedy', 'Try again when it has started anew.'),
    ),
};

const silent = (): Verdict =>
  failed(
    t('configuration.test.live-silent', 'The WebSocket opened, but the service did not greet.'),
    t(
      'configuration.test.live-silent-remedy',
      'Something else may answer at this address, or a proxy in front of it holds back what is sent. Try the other way to connect.',
    ),
  );

const withoutTicket = (reply: Reply, apiUrl: string): Verdict =>
  refusalBefore(reply, apiUrl) ??
  failed(
    t('configuration.test.live-ticket', 'The service gave no ticket for a direct connection ({{code}}).', {
      code: serviceCode(reply),
    }),
    t('configuration.test.live-ticket-remedy', 'Mend the token first: see the test of the token.'),
  );

/**
 * The live channel opens: how far a WebSocket came.
 * @param page the origin of the page that is open, as the service has to allow it
 */
export const judgeLive = (attempt: LiveAttempt, apiUrl: string, page: string): Verdict => {
  const { mode, ready, ticket, opened, forbiddenBy, closeCode } = attempt;
  if (ready) {
    return passed(
      mode === 'proxy'
        ? t('configuration.test.live-proxy', 'The service greets through Grafana’s server.')
        : t('configuration.test.live-direct', 'The service greets browsers directly.'),
    );
  }
  if (ticket !== undefined) return withoutTicket(ticket, apiUrl);
  if (forbiddenBy !== undefined) return forbidden(attempt);
  if (!opened) return notOpened(attempt, page);
  return (closeCode === undefined ? undefined : closedWith[closeCode]?.()) ?? silent();
};
