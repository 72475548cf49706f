import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readRedisUrl } from './redis/index.js';

/** What the environment says of the other nodes and of what they share. */

const REDIS_FORMS =
  'redis://user:password@host:6379/0 (rediss:// for TLS) or, of a cluster, redis+cluster://a:7000,b:7000';

/** A value that does not fit is not shown, as it holds a password. */
export const redisUrl = z
  .string()
  .transform((text, context) => {
    const address = readRedisUrl(text);
    if (!address) context.addIssue({ code: 'custom', message: `must be like ${REDIS_FORMS}` });
    return address;
  })
  .optional();

const MONGODB_FORM = 'mongodb://user:password@host:27017/database?replicaSet=rs0, or mongodb+srv://';

/** Checked further by the driver, when it is used; a value that does not fit is not shown either. */
export const mongodbUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/[^/?#\s]+(\/\S*)?$/, `must be like ${MONGODB_FORM}`)
  .optional();

/** Made anew at each start, so that no two nodes share one by mistake. */
export const nodeId = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, - and _')
  .default(() => randomBytes(6).toString('base64url'));
