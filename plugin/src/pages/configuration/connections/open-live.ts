import { config } from '@grafana/runtime';
import { APP_ID } from '@chatwatch/objectives/names';
import * as z from 'zod/mini';
import { addressFault } from '../address';
import { askThroughProxy } from './reply';
import type { LiveAttempt } from './live-channel';

/** How long the greeting may take. */
const GREETING_MS = 5_000;

const PROTOCOL = 1;

const ticketAnswer = z.object({ ticket: z.string() });
const readyFrame = z.object({ type: z.literal('ready') });

const isReady = (data: unknown): boolean => {
  try {
    return z.safeParse(readyFrame, JSON.parse(String(data))).success;
  } catch {
    return false;
  }
};

/** An address of http as that of its WebSockets. */
const socketUrl = (address: string): string => address.replace(/^http/, 'ws');

type Greeting = Pick<LiveAttempt, 'opened' | 'ready' | 'closeCode' | 'forbiddenBy'>;

/** Opens a WebSocket, says hello, and closes it as soon as it is known how that went. */
const greet = (url: string, ticket: string | undefined, signal: AbortSignal): Promise<Greeting> =>
  new Promise((resolve) => {
    let opened = false;
    if (signal.aborted) {
      resolve({ opened, ready: false });
      return;
    }
    const socket = new WebSocket(url);
    const done = (greeting: Omit<Greeting, 'opened'>): void => {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', onForbidden);
      socket.close();
      resolve({ opened, ...greeting });
    };
    const onForbidden = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (effectiveDirective === 'connect-src') done({ ready: false, forbiddenBy: 'policy' });
    };
    const timer = setTimeout(() => {
      done({ ready: false });
    }, GREETING_MS);
    document.addEventListener('securitypolicyviolation', onForbidden);
    signal.addEventListener(
      'abort',
      () => {
        done({ ready: false });
      },
      { once: true },
    );
    socket.onopen = () => {
      opened = true;
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, ...(ticket !== undefined && { ticket }) }));
    };
    socket.onmessage = ({ data }) => {
      if (isReady(data)) done({ ready: true });
    };
    socket.onclose = ({ code }) => {
      done({ ready: false, closeCode: code });
    };
  });

const throughProxy = async (signal: AbortSignal): Promise<LiveAttempt> => {
  const url = socketUrl(`${location.origin}${config.appSubUrl}/api/plugin-proxy/${APP_ID}/ws`);
  return { mode: 'proxy', url, ...(await greet(url, undefined, signal)) };
};

const directly = async (publicUrl: string, signal: AbortSignal): Promise<LiveAttempt> => {
  const url = `${socketUrl(publicUrl)}/ws`;
  const attempt = { mode: 'direct', url, opened: false, ready: false } as const;
  if (addressFault(publicUrl, 'browser', location.href) === 'mixed_content')
    return { ...attempt, forbiddenBy: 'mixed_content' };
  const reply = await askThroughProxy('chat/tickets', { method: 'POST', data: {}, signal });
  const read = z.safeParse(ticketAnswer, reply.body);
  if (!read.success) return { ...attempt, ticket: reply };
  return { ...attempt, ...(await greet(url, read.data.ticket, signal)) };
};

/**
 * Tries to open the live channel as its page does.
 * @param publicUrl where browsers reach the service; undefined to go through Grafana's server
 */
export const openLive = (publicUrl: string | undefined, signal: AbortSignal): Promise<LiveAttempt> =>
  publicUrl === undefined ? throughProxy(signal) : directly(publicUrl, signal);
