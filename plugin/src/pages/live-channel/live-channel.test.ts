import { afterEach, describe, expect, it } from '@jest/globals';
import { ChatError } from '@chatwatch/client';
import { LiveChannel, type LiveChannelOptions } from './live-channel';
import { type LiveState, setFollowing } from './live-state';
import { reader } from './log/channel-log';
import { FakeService } from './testing/fake-service';

let live: LiveChannel;

afterEach(() => {
  live.close();
});

const newChannel = (service: FakeService, options: Partial<LiveChannelOptions> = {}): LiveChannel =>
  new LiveChannel({
    channelId: 'c1',
    url: 'ws://127.0.0.1:1/ws',
    history: service.history,
    WebSocket: service.WebSocket,
    backoff: { baseMs: 0, capMs: 0 },
    ...options,
  });

/** Resolves when the state is as asked for. */
const until = (is: (state: LiveState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (state: LiveState) => {
      if (!is(state)) return;
      stop();
      resolve();
    };
    const stop = live.store.subscribe(look);
    look(live.store.getState());
  });

const isLive = ({ phase, connection }: LiveState): boolean => phase === 'shown' && connection.state === 'ready';
const has = (count: number) => (state: LiveState) => isLive(state) && state.log.count === count;

async function open(service: FakeService, options?: Partial<LiveChannelOptions>): Promise<void> {
  live = newChannel(service, options);
  live.open();
  await service.subscribed;
  await until(isLive);
}

const rows = () => {
  const { log } = live.store.getState();
  const read = reader(log);
  return Array.from({ length: log.count }, (_, index) => read(index));
};
const seqs = () => rows().map((row) => row?.seq);

describe('a channel that is followed', () => {
  it('shows the newest page, then what is written, each message once and in order', async () => {
    const service = new FakeService();
    service.writeMany(150);
    await open(service);
    expect(seqs()).toEqual(Array.from({ length: 100 }, (_, index) => index + 51));
    service.writeMany(3);
    await until(has(103));
    expect(seqs().slice(-4)).toEqual([150, 151, 152, 153]);
  });

  it('measures what is live and not what was history', async () => {
    const service = new FakeService();
    service.writeMany(2);
    await open(service);
    service.write();
    await until(has(3));
    expect(rows().map((row) => typeof row?.deliveryMs)).toEqual(['undefined', 'undefined', 'number']);
    expect(live.meter.count).toBe(1);
  });

  it('says hello without a token where the proxy has one, and reports no delivery times', async () => {
    const service = new FakeService();
    await open(service);
    service.write();
    await until(has(1));
    live.close();
    expect(service.received).toEqual([
      { type: 'hello', protocol: 1 },
      expect.objectContaining({ type: 'subscribe', channelId: 'c1', afterSeq: 0 }),
    ]);
  });

  it('asks for a ticket at every connect where it goes directly', async () => {
    const service = new FakeService();
    let tickets = 0;
    await open(service, { ticket: () => Promise.resolve(`ticket ${++tickets}`) });
    service.drop();
    await until(({ connection }) => connection.state !== 'ready');
    await until(isLive);
    const hellos = service.received.filter(({ type }) => type === 'hello');
    expect(hellos).toMatchObject([{ ticket: 'ticket 1' }, { ticket: 'ticket 2' }]);
  });

  it('applies edits and deletions to what is shown', async () => {
    const service = new FakeService();
    service.writeMany(3);
    await open(service);
    service.edit(2, 'better');
    service.delete(3);
    await until(() => rows()[2]?.deletedAt !== undefined);
    expect(rows()).toMatchObject([{ content: 'message 1' }, { content: 'better' }, { content: '' }]);
  });

  it('draws a burst once a frame of the screen', async () => {
    const service = new FakeService();
    const draws: (() => void)[] = [];
    const frames = { request: (draw: () => void) => draws.push(draw), cancel: () => undefined };
    await open(service, { frames });
    let renders = 0;
    live.store.subscribe(() => renders++);
    service.writeMany(1_000);
    expect(renders).toBe(0);
    for (const draw of draws.splice(0)) draw();
    expect({ renders, held: live.store.getState().log.count }).toEqual({ renders: 1, held: 1_000 });
  });

  it('comes back after the connection was lost with all that was missed', async () => {
    const service = new FakeService();
    service.writeMany(1);
    await open(service);
    service.letsThrough = false;
    service.drop();
    await until(({ connection }) => connection.failures > 2);
    service.writeMany(5);
    service.letsThrough = true;
    await until(has(6));
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(live.store.getState().connection).toMatchObject({ recovered: 5, refetched: 0, failures: 0, wasReady: true });
  });

  it('starts anew from history where too much was missed, and says so', async () => {
    const service = new FakeService();
    service.writeMany(3);
    await open(service);
    service.resumeEntries = 2;
    service.letsThrough = false;
    service.drop();
    service.writeMany(200);
    service.letsThrough = true;
    await until(({ connection }) => connection.refetched === 1);
    await until(isLive);
    expect([seqs().length, seqs()[0], seqs().at(-1)]).toEqual([50, 154, 203]);
    expect(live.store.getState().log.hasOlder).toBe(true);
  });

  it('changes nothing after it was closed', async () => {
    const service = new FakeService();
    await open(service);
    service.write();
    live.close();
    const { log } = live.store.getState();
    service.write();
    await live.loadOlder();
    expect(live.store.getState().log).toBe(log);
  });
});

describe('older messages', () => {
  it('come page by page up to the first', async () => {
    const service = new FakeService();
    service.writeMany(250);
    await open(service);
    await live.loadOlder();
    expect(live.store.getState().log).toMatchObject({ count: 200, hasOlder: true });
    await Promise.all([live.loadOlder(), live.loadOlder()]);
    expect(live.store.getState().log).toMatchObject({ count: 250, hasOlder: false });
    expect(seqs()).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  it('that cannot be loaded leave what is there, and can be asked for again', async () => {
    const service = new FakeService();
    service.writeMany(150);
    await open(service);
    service.failure = new Error('away');
    await live.loadOlder();
    expect(live.store.getState()).toMatchObject({ older: 'failed', phase: 'shown', log: { count: 100 } });
    service.failure = undefined;
    await live.loadOlder();
    expect(live.store.getState()).toMatchObject({ older: 'idle', log: { count: 150 } });
  });

  it('have room while their reader is further up, and the oldest go once he follows again', async () => {
    const service = new FakeService();
    service.writeMany(1_000);
    await open(service, { bounds: { following: 300, reading: 500 } });
    setFollowing(live.store, false);
    for (let pages = 0; pages < 9; pages++) await live.loadOlder();
    expect(live.store.getState().log.count).toBe(500);
    expect(live.isFull(live.store.getState().log)).toBe(true);
    setFollowing(live.store, true);
    service.write();
    await until(({ log }) => log.count <= 300);
    expect(live.store.getState().log.hasOlder).toBe(true);
    expect(seqs().at(-1)).toBe(1_001);
  });
});

describe('what fails', () => {
  it('at first is told, and tried again when asked', async () => {
    const service = new FakeService();
    service.failure = new ChatError('not_found', 'no such channel');
    live = newChannel(service);
    live.open();
    await until(({ phase, connection }) => phase === 'failed' && connection.state === 'ready');
    expect(live.store.getState().error).toBe(service.failure);
    service.failure = undefined;
    service.write();
    live.retry();
    await until(has(1));
  });

  it('by a proxy that lets no WebSocket through is seen in the attempts, while history is shown', async () => {
    const service = new FakeService();
    service.letsThrough = false;
    service.write();
    live = newChannel(service);
    live.open();
    await until(({ connection, phase }) => connection.failures >= 3 && phase === 'shown');
    expect(live.store.getState().connection).toMatchObject({ wasReady: false, end: { code: 1006 } });
  });

  it('for good ends the attempts, with the reason', async () => {
    const service = new FakeService();
    await open(service);
    service.drop(4007, 'session ended');
    await until(({ connection }) => connection.state === 'closed');
    expect(live.store.getState().connection.closedBy).toMatchObject({ closeCode: 4007 });
    live.retry();
    await until(isLive);
    expect(live.store.getState().connection.closedBy).toBeUndefined();
  });
});
