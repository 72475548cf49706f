import { z } from 'zod';

/** A whole number in a path or a query, where everything is text. */
export const integerText = (minimum: number, maximum = Number.MAX_SAFE_INTEGER) => {
  const message =
    maximum === Number.MAX_SAFE_INTEGER
      ? `must be a whole number from ${minimum}`
      : `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string(message)
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(minimum, message).max(maximum, message));
};
