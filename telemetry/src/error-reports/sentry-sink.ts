import { setTimeout as delay } from 'node:timers/promises';
import { OpenRequests } from './open-requests.js';
import type { Report, ReportSink } from './report.js';
import { sentryEventOf } from './sentry-event.js';

/** Reports that wait for the SDK to load, and requests that may be under way; more are dropped. */
const MAX_WAITING = 50;

/** Where reports go, and what they say about the program. */
export interface SentryOptions {
  readonly dsn: string;
  readonly release?: string;
  readonly environment?: string;
}

/**
 * Sends reports to Sentry. The SDK is loaded here and nowhere else, as it costs 40 MB and 0.4 s of start. Of it only the
 * client is used, without `init`: nothing is instrumented, no global handler is set, nothing is added to a report.
 * @param insteadOf gives where reports go when the SDK cannot be loaded
 */
export function createSentrySink(options: SentryOptions, insteadOf: (error: unknown) => ReportSink): ReportSink {
  const requests = new OpenRequests(new URL(options.dsn).protocol);
  const waiting: Report[] = [];
  let loaded: ReportSink | undefined;
  const loading = load(options, requests)
    .catch(insteadOf)
    .then((sink) => {
      loaded = sink;
      for (const report of waiting.splice(0)) sink.send(report);
      return sink;
    });
  return {
    send: (report) => {
      if (loaded !== undefined) loaded.send(report);
      else if (waiting.length < MAX_WAITING) waiting.push(report);
    },
    close: async (timeoutMs) => {
      const abort = new AbortController();
      const timeout = delay(timeoutMs, undefined, { signal: abort.signal }).catch(() => undefined);
      await Promise.race([loading.then((sink) => sink.close(timeoutMs)), timeout]);
      abort.abort();
      requests.close();
    },
  };
}

async function load(options: SentryOptions, requests: OpenRequests): Promise<ReportSink> {
  const { defaultStackParser, makeNodeTransport, NodeClient, Scope } = await import('@sentry/node');
  const client = new NodeClient({
    ...options,
    transport: makeNodeTransport,
    transportOptions: { bufferSize: MAX_WAITING, keepAlive: false, httpModule: requests },
    stackParser: defaultStackParser,
    integrations: [],
    // Without these it would rewrite modules as they load, collect spans, report about itself and tell the host's name.
    enableRuntimeChannelInjection: false,
    traceLifecycle: 'static',
    sendClientReports: false,
    includeServerName: false,
  });
  return {
    send: (report) => {
      // A scope of its own: in the current one is what other users of the SDK in this process put there.
      client.captureEvent(sentryEventOf(report, defaultStackParser), {}, new Scope());
    },
    close: async (timeoutMs) => {
      await client.close(timeoutMs);
    },
  };
}
