import { newClientId, RestClient } from '@chatwatch/client';
import { afterEach, expect, it } from '@jest/globals';
import { Peer } from '../../testing/peer.js';
import { startTestService, type TestService } from '../../testing/start-service.js';
import { describeOnMongod } from './testing/servers.js';

const SECRETS = { JWT_SECRET: 'j'.repeat(32), SERVICE_TOKEN: 's'.repeat(16) };
const account = { email: 'ann@chat.example', password: 'a password' };

describeOnMongod('the service on MongoDB', (world) => {
  const services: TestService[] = [];
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
  });

  const start = async (MONGODB_URL: string): Promise<TestService> => {
    const service = await startTestService({ MONGODB_URL, ...SECRETS });
    services.push(service);
    return service;
  };

  const status = async ({ url }: TestService, path: string): Promise<number> => (await fetch(`${url}${path}`)).status;

  /** Asks until it is answered so; the test's own time is the bound. */
  const until = async (service: TestService, path: string, wanted: number): Promise<void> => {
    while ((await status(service, path)) !== wanted) continue;
  };

  it('keeps accounts, channels and messages, and resumes from where a reader was', async () => {
    const service = await start(world().mongod.databaseUrl());
    const ann = await service.register('Ann');
    const channel = await service.channel(ann);
    const writer = await Peer.ready(service.url, ann.token);
    for (let id = 1; id <= 5; id++) {
      writer.send({ type: 'send', id, channelId: channel.id, clientId: newClientId(), content: `text ${id}` });
      expect(await writer.next('ack')).toMatchObject({ id, seq: id, duplicate: false });
    }
    writer.send({ type: 'edit', id: 6, channelId: channel.id, seq: 5, content: 'edited' });
    expect(await writer.next('ack')).toMatchObject({ seq: 6, target: 5 });
    writer.end();

    const page = await ann.rest.history(channel.id, { limit: 2 });
    expect(page).toMatchObject({ head: 6, hasMore: true, messages: [{ seq: 5, content: 'edited' }, { seq: 4 }] });
    const reader = await Peer.ready(service.url, ann.token);
    reader.send({ type: 'subscribe', id: 1, channelId: channel.id, afterSeq: 3 });
    expect(await reader.next('subscribed')).toMatchObject({ head: 6, recovered: true, missed: 3 });
    expect([await reader.next('message'), await reader.next('message')].map(({ seq }) => seq)).toEqual([4, 5]);
    expect(await reader.next('message_updated')).toMatchObject({ seq: 6, target: 5 });
    reader.end();
  }, 60_000);

  it('has what one node wrote on another, also after both were started anew', async () => {
    const url = world().mongod.databaseUrl();
    const [one, two] = [await start(url), await start(url)];
    const { user, token } = await new RestClient({ baseUrl: one.url }).register({ name: 'Ann', ...account });
    const rest = new RestClient({ baseUrl: one.url, token });
    const channel = await rest.createChannel({ name: 'general', type: 'private' });
    const clientId = newClientId();
    const sent = await rest.sendMessage(channel.id, { clientId, content: 'one' });
    // The same send on the other node, as a client's second try goes where it is connected then.
    const other = new RestClient({ baseUrl: two.url, token });
    expect(await other.sendMessage(channel.id, { clientId, content: 'one' })).toEqual(sent);
    expect((await other.history(channel.id)).messages).toMatchObject([{ seq: 1, author: { id: user.id } }]);

    await Promise.all(services.splice(0).map((service) => service.stop()));
    const again = await start(url);
    const { token: later } = await new RestClient({ baseUrl: again.url }).login(account);
    const page = await new RestClient({ baseUrl: again.url, token: later }).history(channel.id);
    expect(page).toMatchObject({ head: 1, messages: [{ content: 'one' }] });
  }, 60_000);

  it('is unready while MongoDB is silent, alive all the time, and ready again by itself', async () => {
    const { mongod } = world();
    const service = await start(mongod.databaseUrl());
    const ann = await service.register('Ann');
    const channel = await service.channel(ann);
    expect(await status(service, '/readyz')).toBe(200);
    mongod.pause();
    await until(service, '/readyz', 503);
    expect(await status(service, '/livez')).toBe(200);
    const send = { clientId: newClientId(), content: 'text' };
    // Past the client, which tries again by itself.
    const answer = await fetch(`${service.url}/api/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(send),
    });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
    mongod.resume();
    await until(service, '/readyz', 200);
    expect(await ann.rest.sendMessage(channel.id, send)).toMatchObject({ seq: 1 });
  }, 60_000);
});
