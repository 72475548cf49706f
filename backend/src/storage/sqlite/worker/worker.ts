import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerOptions } from '../wire.js';
import { Reader } from './reader.js';
import { Writer } from './writer.js';

// Started by `sqlite-store.ts` only, with these options.
const options = workerData as WorkerOptions;
if (parentPort === null) throw new Error('worker.js runs as a worker thread');
const thread = options.role === 'writer' ? new Writer(parentPort, options) : new Reader(parentPort, options);
thread.start();
