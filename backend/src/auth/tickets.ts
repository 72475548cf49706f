import { createHash, randomBytes } from 'node:crypto';
import type { ChannelAccess } from '../chat/access.js';
import type { Actor } from '../chat/actor.js';
import { unauthorized } from '../errors.js';
import type { StoredTicket, TicketStore } from '../storage/store.js';
import type { Accounts } from './accounts.js';
import { type Identity, SERVICE_ACTOR } from './authenticator.js';

/** From being issued to being redeemed: a page opens its socket at once, so a ticket found later is of no use. */
const TTL_MS = 60_000;
const TICKET_BYTES = 32;

/** What a connection that a ticket opened may read. */
export interface TicketScope {
  /** Undefined: all that its issuer may read. */
  readonly channelIds: ReadonlySet<string> | undefined;
}

/** A ticket as its issuer gets it, once. */
export interface IssuedTicket {
  readonly ticket: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** On whose behalf a ticket's connection reads, and until when it may last. */
export interface RedeemedTicket extends Identity {
  readonly scope: TicketScope;
}

interface TicketParts {
  readonly store: TicketStore;
  readonly accounts: Accounts;
  readonly access: ChannelAccess;
  /** Longest life of a connection that a ticket opened. */
  readonly sessionSeconds: number;
  readonly now?: () => number;
}

/**
 * Tickets open one WebSocket each, for reading, so that a page gets by without a token. The store keeps their hashes
 * only. They carry the rights that their issuer has when they are redeemed, and never outlive his token.
 */
export class Tickets {
  readonly #parts: TicketParts;
  readonly #now: () => number;

  constructor(parts: TicketParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  /**
   * @param channelIds what to narrow it to; left out: all that the issuer may read
   * @throws {ChatError} `not_found` for a channel that the issuer may not read, `unavailable`
   */
  async issue(issuer: Identity, channelIds?: readonly string[]): Promise<IssuedTicket> {
    const { store, sessionSeconds } = this.#parts;
    await this.#mustRead(issuer.actor, channelIds);
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const now = this.#now();
    const expiresAt = Math.min(now + TTL_MS, issuer.expiresAt);
    const kept: StoredTicket = {
      hash: hashOf(ticket),
      issuerId: issuer.actor.kind === 'user' ? issuer.actor.userId : null,
      channelIds: channelIds ? [...new Set(channelIds)] : null,
      expiresAt,
      sessionEndsAt: Math.min(now + sessionSeconds * 1_000, issuer.expiresAt),
    };
    await store.put(kept, now);
    return { ticket, expiresAt };
  }

  /**
   * Takes a ticket; whoever comes second gets nothing.
   * @throws {ChatError} `unauthorized` for one that was never issued, was used or has expired, and where its issuer is
   * disabled; `not_found` where he may no longer read a channel that it names; `unavailable`
   */
  async redeem(ticket: string): Promise<RedeemedTicket> {
    const kept = await this.#parts.store.take(hashOf(ticket));
    if (!kept || kept.expiresAt <= this.#now()) throw unauthorized('The ticket is unknown, used or expired');
    const { issuerId, channelIds, sessionEndsAt } = kept;
    const actor = issuerId === null ? SERVICE_ACTOR : await this.#parts.accounts.require(issuerId);
    await this.#mustRead(actor, channelIds ?? undefined);
    return { actor, expiresAt: sessionEndsAt, scope: { channelIds: channelIds ? new Set(channelIds) : undefined } };
  }

  async #mustRead(actor: Actor, channelIds: readonly string[] = []): Promise<void> {
    for (const channelId of channelIds) await this.#parts.access.require(actor, channelId);
  }
}

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');
