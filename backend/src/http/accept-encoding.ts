import { ErrorCode } from '@chatwatch/client';
import Negotiator from 'negotiator';
import { type Encoding, MIN_ENCODED_BYTES } from '../content/encoding.js';
import { ChatError } from '../errors.js';

/** Smallest first: among codings that a client likes the same, the one that saves most. */
const CODINGS: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** The few ways in which clients of the world ask; each is read once. */
const KEPT_HEADERS = 256;
const LONGEST_KEPT = 128;
const kept = new Map<string, readonly Encoding[]>();

/** Codings that the client takes, the best one first; none where it refuses all that there are. */
export const acceptedEncodings = (header: string | undefined): readonly Encoding[] => {
  // Without the header anything may be sent (RFC 9110, 12.5.3), and who does not ask may not be able to unpack.
  if (header === undefined) return ['identity'];
  const known = kept.get(header);
  if (known) return known;
  const accepted = negotiate(header);
  if (header.length <= LONGEST_KEPT) {
    if (kept.size >= KEPT_HEADERS) kept.clear();
    kept.set(header, accepted);
  }
  return accepted;
};

const negotiate = (header: string): readonly Encoding[] => {
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  // Its second parameter is missing in its types; it answers with items of the list that it is given.
  const encodings = negotiator.encodings.bind(negotiator) as (
    available: readonly Encoding[],
    options: { readonly preferred: readonly Encoding[] },
  ) => Encoding[];
  return encodings(CODINGS, { preferred: CODINGS });
};

/**
 * The coding for a body of a size: small ones as they are, where that is taken.
 * @throws {ChatError} `not_acceptable`
 */
export const chooseEncoding = (accepted: readonly Encoding[], sizeBytes: number): Encoding => {
  if (sizeBytes < MIN_ENCODED_BYTES && accepted.includes('identity')) return 'identity';
  const [best] = accepted;
  if (best === undefined) throw notAcceptable();
  return best;
};

/** @throws {ChatError} `not_acceptable`, before anything is done for a caller who cannot be told how it went */
export const mustAccept = (accepted: readonly Encoding[]): void => {
  if (accepted.length === 0) throw notAcceptable();
};

const notAcceptable = (): ChatError =>
  new ChatError(ErrorCode.NotAcceptable, 'Accept-Encoding leaves none of br, gzip and identity');
