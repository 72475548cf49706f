import { afterEach, expect, it } from '@jest/globals';
import { setBackendSrv, type BackendSrv } from '@grafana/runtime';
import { of, throwError, type Observable } from 'rxjs';
import { startGreeter, type Greeter, type Greeting } from '../../../testing/greeter';
import { openLive } from './open-live';

let greeter: Greeter | undefined;
afterEach(async () => {
  await greeter?.close();
  greeter = undefined;
});

/** A Grafana whose proxy answers like this when it is asked for a ticket. */
const answering = (answer: Observable<unknown>): void => {
  setBackendSrv({ fetch: () => answer } as unknown as BackendSrv);
};
const withTicket = (): void => {
  answering(of({ status: 201, data: { ticket: 'once', expiresAt: '2026-11-23T12:00:00Z' } }));
};
const open = async (greeting: Greeting) => {
  greeter = await startGreeter(greeting);
  return openLive(greeter.url, new AbortController().signal);
};

it('is told when the service greets', async () => {
  withTicket();
  expect(await open({ frame: '{"type":"ready","userId":"u"}' })).toMatchObject({
    mode: 'direct',
    opened: true,
    ready: true,
  });
});

it('is told with which code the service closed', async () => {
  withTicket();
  expect(await open({ closeCode: 4001 })).toMatchObject({ opened: true, ready: false, closeCode: 4001 });
});

it('is told when nothing opens WebSockets there', async () => {
  withTicket();
  const { url, close } = await startGreeter({ closeCode: 1000 });
  await close();
  expect(await openLive(url, new AbortController().signal)).toMatchObject({ opened: false, ready: false });
});

it('is told when there is no ticket', async () => {
  answering(throwError(() => ({ status: 401, data: { code: 'unauthorized' } })));
  expect(await open({ frame: '{"type":"ready"}' })).toMatchObject({ opened: false, ticket: { status: 401 } });
});

it('is told when the way is given up', async () => {
  withTicket();
  greeter = await startGreeter({ frame: 'no JSON' });
  const given = new AbortController();
  const attempt = openLive(greeter.url, given.signal);
  given.abort();
  expect(await attempt).toMatchObject({ ready: false });
});
