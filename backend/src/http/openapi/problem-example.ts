import { ErrorCode } from '@chatwatch/client';
import { ChatError } from '../../errors.js';
import { problemOf } from '../problem.js';

const REQUEST_ID = '5f1c2c4e-0d0b-4f0a-9a53-0b6f3f7c9d21';

/** What a refusal with this status looks like. */
export const problemExample = (status: number, description: string): object => {
  const code = Object.values(ErrorCode).find((one) => new ChatError(one, '').status === status) ?? ErrorCode.Internal;
  const fields = code === ErrorCode.BadRequest ? [{ path: 'name', message: 'is missing' }] : [];
  return problemOf(new ChatError(code, description, { fields }), REQUEST_ID, status);
};
