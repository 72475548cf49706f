import { parsePrepareConfig } from './config-prepare.js';
import { ConfigError } from './config.js';
import { StoreRefused } from './storage/errors.js';
import { describeFailure } from './storage/mongo/calls/failures.js';
import { prepareSet } from './storage/mongo/prepare-set.js';

/** A job before the first start: makes a new MongoDB server what `MONGODB_URL` says. It may run again at any time. */

try {
  const { mongodbUrl, root } = parsePrepareConfig(process.env);
  await prepareSet({ url: mongodbUrl, root });
  process.stdout.write('MongoDB is a replica set and has the account of MONGODB_URL.\n');
} catch (error) {
  const isOurs = error instanceof ConfigError || error instanceof StoreRefused;
  // A driver's message may repeat the address, and the passwords in it.
  const reason = isOurs ? error.message : `MongoDB could not be prepared (${describeFailure(error)})`;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
