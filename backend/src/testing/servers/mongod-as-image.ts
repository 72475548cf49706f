import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { SET_NAME, startMongodProcess } from './mongod.js';
import { freePorts, type ServerProcess } from './server-process.js';

/** A mongod as the official image leaves it on an empty volume: with its administrator, and in no set yet. */
export interface ImageMongod extends Pick<ServerProcess, 'pause' | 'resume'> {
  readonly port: number;
  readonly rootPassword: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Does what the image's entry point does: makes the administrator on a server without access control, then starts it
 * again with a key, as a member to be.
 * @param program path of it, from `findProgram('mongod')`
 */
export const startMongodAsImage = async (
  program: string,
  rootPassword = randomBytes(12).toString('hex'),
): Promise<ImageMongod> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'chatwatch-mongod-'));
  const [port = 0] = await freePorts(1);
  const first = await startMongodProcess(program, folder, port, []);
  await makeRoot(port, rootPassword);
  await first.kill();
  const keyFile = path.join(folder, 'member.key');
  await writeFile(keyFile, randomBytes(512).toString('base64'), { mode: 0o400 });
  const server = await startMongodProcess(program, folder, port, ['--replSet', SET_NAME, '--keyFile', keyFile]);
  return {
    port,
    rootPassword,
    pause: () => {
      server.pause();
    },
    resume: () => {
      server.resume();
    },
    stop: async () => {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const makeRoot = async (port: number, pwd: string): Promise<void> => {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  try {
    await client.db('admin').command({ createUser: 'root', pwd, roles: ['root'], writeConcern: { w: 1, j: true } });
  } finally {
    await client.close();
  }
};
