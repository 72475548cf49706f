import { ErrorCode } from '@chatwatch/client';
import { ChatError, unavailable } from './errors.js';
import { StoreUnavailable } from './storage/errors.js';

/** Whatever was thrown, as the refusal that the caller is told; what is not foreseen becomes `internal`. */
export const toChatError = (error: unknown): ChatError => {
  if (error instanceof ChatError) return error;
  if (error instanceof StoreUnavailable) return unavailable('The store cannot answer now, try again later', error);
  return new ChatError(ErrorCode.Internal, 'The server failed to handle the request', { cause: error });
};
