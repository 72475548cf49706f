import { z } from 'zod';

/** What fifteen digits hold: every such number is exact in JavaScript. */
const LARGEST = 999_999_999_999_999;

/** A whole number in a path or a query, where everything is text; documented as the number. */
export const integerText = (minimum: number, maximum = LARGEST) => {
  const message =
    maximum === LARGEST
      ? `must be a whole number from ${minimum}`
      : `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string(message)
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(minimum, message).max(maximum, message))
    .meta({ type: 'integer', minimum, maximum });
};
