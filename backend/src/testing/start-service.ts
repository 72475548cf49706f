import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Channel, RestClient } from '@chatwatch/client';
import { parseConfig } from '../config.js';
import { createLog } from '../log.js';
import { createReporter } from '../monitoring/reporter.js';
import { type Service, startService } from '../service.js';

export interface TestUser {
  readonly id: string;
  readonly token: string;
  readonly rest: RestClient;
}

/** A whole service on a free port over a directory of its own. */
export interface TestService {
  readonly url: string;
  readonly service: Service;
  /** Where its database is. */
  readonly directory: string;
  readonly register: (name?: string) => Promise<TestUser>;
  /** A channel of the user's; public unless said otherwise. */
  readonly channel: (owner: TestUser, options?: { type?: Channel['type']; memberIds?: string[] }) => Promise<Channel>;
  /** The administrator that `ADMIN_EMAIL` made. */
  readonly administrator: () => Promise<TestUser>;
  readonly disable: (user: TestUser) => Promise<void>;
  stop(): Promise<void>;
}

export const startTestService = async (env: Record<string, string> = {}): Promise<TestService> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-'));
  const config = parseConfig({ PORT: '0', DATA_DIR: directory, RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...env });
  const log = createLog(config);
  const reporter = createReporter(config, log);
  const service = await startService(config, {
    log,
    reporter,
    onFatal: (error) => {
      throw error;
    },
  });
  const { url } = service;
  let count = 0;
  const administrator = async (): Promise<TestUser> => {
    if (!config.admin) throw new Error('ADMIN_EMAIL and ADMIN_PASSWORD are not set');
    const { user, token } = await new RestClient({ baseUrl: url }).login(config.admin);
    return { id: user.id, token, rest: new RestClient({ baseUrl: url, token }) };
  };
  return {
    url,
    service,
    directory,
    register: async (name = 'Ann') => {
      const email = `user${++count}@chat.example`;
      const { user, token } = await new RestClient({ baseUrl: url }).register({ name, email, password: 'a password' });
      return { id: user.id, token, rest: new RestClient({ baseUrl: url, token }) };
    },
    channel: (owner, { type = 'public', memberIds } = {}) =>
      owner.rest.createChannel({ name: 'general', type, ...(memberIds && { memberIds }) }),
    administrator,
    disable: async ({ id }) => {
      const headers = { authorization: `Bearer ${(await administrator()).token}` };
      const { status } = await fetch(`${url}/api/users/${id}/disabled`, { method: 'PUT', headers });
      if (status !== 204) throw new Error(`disabling was answered with ${status}`);
    },
    stop: async () => {
      await service.stop();
      await reporter.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
