import { type Mongod, startMongod } from './mongod.js';

/** Starts a MongoDB for one piece of work and stops it, whatever becomes of the work. */
export async function runOnMongod<Result>(work: (mongod: Mongod) => Promise<Result>): Promise<Result> {
  const mongod = await startMongod();
  try {
    return await work(mongod);
  } finally {
    await mongod.stop();
  }
}
