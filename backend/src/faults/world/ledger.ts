import { type ChangeAckFrame, ChatRefusedError, type SendAckFrame } from '@chatwatch/client';
import type { ChangeRecord, SendRecord } from '../checker/history.js';

type OutcomeOf = SendRecord['outcome'];

/** What was asked for and what was answered. */
export class Ledger {
  readonly sends: SendRecord[] = [];
  readonly changes: ChangeRecord[] = [];
  /** How long each answered send took with all its tries, milliseconds. */
  readonly ackMs: number[] = [];
  #acknowledged = 0;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Resolves once so many sends more than now are acknowledged. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count: this.#acknowledged + count, resolve });
    });
  }

  /** Notes a send and its outcome, which it answers. */
  async send(send: Omit<SendRecord, 'outcome'>, request: () => Promise<Pick<SendAckFrame, 'seq'>>): Promise<OutcomeOf> {
    const startedAt = performance.now();
    const outcome = await outcomeOf(request());
    this.sends.push({ ...send, outcome });
    if (outcome.kind === 'ok') {
      this.ackMs.push(performance.now() - startedAt);
      this.#acknowledged += 1;
      for (const { count, resolve } of this.#waiting) if (count <= this.#acknowledged) resolve();
    }
    return outcome;
  }

  /** Notes an edit or a deletion and its outcome. */
  async change(change: Omit<ChangeRecord, 'outcome'>, request: () => Promise<ChangeAckFrame>): Promise<void> {
    this.changes.push({ ...change, outcome: await outcomeOf(request()) });
  }
}

/** Only a refusal that is final says that nothing was stored; whatever else failed may have been stored. */
const outcomeOf = async (request: Promise<{ readonly seq: number }>): Promise<OutcomeOf> => {
  try {
    const { seq } = await request;
    return { kind: 'ok', seq };
  } catch (error) {
    return { kind: error instanceof ChatRefusedError ? 'refused' : 'unknown' };
  }
};
