import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { unauthorized } from '../errors.js';

const ALGORITHM = 'HS256';
const ISSUER = 'chatwatch';
/** The kind of token: another kind signed with the same secret would carry another audience, and is refused here. */
const AUDIENCE = 'chatwatch:user';

export interface VerifiedToken {
  readonly userId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Signed tokens of users: who it is and until when; what he may do is looked up at each use. */
export class Tokens {
  readonly #key: KeyObject;
  readonly #ttlSeconds: number;
  readonly #now: () => number;

  constructor(options: { jwtSecret: string; ttlSeconds: number; now?: () => number }) {
    this.#key = createSecretKey(options.jwtSecret, 'utf8');
    this.#ttlSeconds = options.ttlSeconds;
    this.#now = options.now ?? Date.now;
  }

  issue(userId: string): Promise<string> {
    const issuedAt = Math.floor(this.#now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.#ttlSeconds)
      .sign(this.#key);
  }

  /** @throws {ChatError} `unauthorized` unless it is ours, of this kind, and has not expired */
  async verify(token: string): Promise<VerifiedToken> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.#now()),
      });
      if (payload.sub === undefined || payload.exp === undefined) throw unauthorized();
      return { userId: payload.sub, expiresAt: payload.exp * 1000 };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw unauthorized();
      throw error;
    }
  }
}
