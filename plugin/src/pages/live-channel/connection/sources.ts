import { ChatError, ClientErrorCode, ErrorCode, type HistoryPage, type HistorySource } from '@chatwatch/client';
import { isFetchError } from '@grafana/runtime';
import { backend } from '../../../data/backend';
import { problemFrom, ProblemError, problemOf, type Problem, type ProblemKind } from '../../../problems';

/** What the same question will not mend. */
const FINAL: ReadonlySet<ProblemKind> = new Set([
  'not_configured',
  'no_permission',
  'unauthorised',
  'not_json',
  'other_version',
]);

/** The service's own word for a failure; undefined where somebody else failed. */
function codeOf({ cause }: ProblemError): unknown {
  return isFetchError<{ code?: unknown } | undefined>(cause) ? cause.data?.code : undefined;
}

/** Tells the client what it need not try again; the problem stays as the cause. */
function forClient(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { kind, title } = error.problem;
  const code = codeOf(error) === ErrorCode.NotFound ? ErrorCode.NotFound : kind;
  return new ChatError(code, title, { isRetryable: !FINAL.has(kind), cause: error });
}

const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    throw forClient(error);
  }
};

/** History of public channels, by way of the plugin proxy. */
export const proxiedHistory: HistorySource = {
  history: async (channelId, query = {}, { signal } = {}): Promise<HistoryPage> => {
    const { messages, head, hasMore } = await answered(backend.history(channelId, query, signal));
    const rows = messages.map(({ author, editedAt, deletedAt, ...message }) => ({
      ...message,
      author: { id: author.id, name: author.name, avatarUrl: null },
      editedAt: editedAt ?? undefined,
      deletedAt: deletedAt ?? undefined,
    }));
    return { messages: rows, head, hasMore };
  },
};

/** A ticket for one connection that reads this channel and nothing else. */
export const ticketFor = async (channelId: string): Promise<string> =>
  (await answered(backend.ticket([channelId]))).ticket;

/** The words for a failure of the client, of history or of a ticket. */
export function problemOfFailure(error: unknown): Problem {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ProblemError) return cause.problem;
  }
  return error instanceof ChatError ? problemOf('unknown', 'backend', error.message) : problemFrom(error, 'backend');
}

/** Words of the service for a channel that one may not read, or may not read any more. */
const GONE: ReadonlySet<string> = new Set([ErrorCode.NotFound, ErrorCode.Forbidden, ClientErrorCode.SubscriptionEnded]);

/** Whether a failure says that the channel is not there, or no longer for the public. */
export function isGone(error: unknown): boolean {
  return error instanceof ChatError && GONE.has(error.code);
}
