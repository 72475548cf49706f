import { ChatClosedError, CloseCode } from '@chatwatch/client';
import { t } from '../../../locales/text';
import { problemOf, type Problem } from '../../../problems';
import type { ConnectionView } from '../live-state';
import { problemOfFailure } from './sources';

/** How the live channel gets to the service. */
export type LiveMode = 'proxy' | 'direct';

/** Attempts that failed in a row before the way itself is to blame. */
const ATTEMPTS = 3;

const detailOf = ({ end }: ConnectionView): string | undefined =>
  end === undefined ? undefined : [String(end.code), end.reason].filter(Boolean).join(' ');

const cutByProxy = (view: ConnectionView): Problem => ({
  ...problemOf('unreachable', 'grafana', detailOf(view)),
  title: t('live-channel.trouble.proxy', 'The live connection does not get through'),
  whatToDo: t(
    'live-channel.trouble.proxy-todo',
    'Requests pass, but WebSockets do not: a proxy in front of Grafana probably does not let them upgrade. Allow it for /api/plugin-proxy/, or set the live channel to connect directly.',
  ),
});

const notReached = (view: ConnectionView): Problem => ({
  ...problemOf('unreachable', 'backend', detailOf(view)),
  title: t('live-channel.trouble.direct', 'The service cannot be reached from this browser'),
  whatToDo: t(
    'live-channel.trouble.direct-todo',
    'Check its public address, that it is https where Grafana is, and that the address of Grafana is one of PUBLIC_ORIGINS of the service.',
  ),
});

const refused = (error: ChatClosedError, mode: LiveMode): Problem => {
  switch (error.closeCode) {
    case CloseCode.Unauthorized:
      return {
        ...problemOf('unauthorised', 'backend', error.message),
        ...(mode === 'direct' && { title: t('live-channel.trouble.ticket', 'The service refused the ticket') }),
      };
    case CloseCode.SessionEnded:
      return {
        ...problemOf('unauthorised', 'backend', error.message),
        title: t('live-channel.trouble.ended', 'The service ended the session'),
        whatToDo: t('live-channel.trouble.ended-todo', 'Connect again: a new one is asked for.'),
      };
    case CloseCode.ProtocolError:
      return problemOf('other_version', 'backend', error.message);
    default:
      return problemOfFailure(error);
  }
};

/** What is wrong with the connection beyond a pause that ends by itself; undefined while nothing is. */
export function connectionTrouble(view: ConnectionView, mode: LiveMode): Problem | undefined {
  if (view.closedBy instanceof ChatClosedError) return refused(view.closedBy, mode);
  if (view.wasReady || view.failures < ATTEMPTS) return undefined;
  return mode === 'proxy' ? cutByProxy(view) : notReached(view);
}
