import React from 'react';
import { afterEach, expect, it } from '@jest/globals';
import { act, waitFor } from '@testing-library/react';
import { NEVER, Observable, throwError } from 'rxjs';
import { ControlsProvider, useControls, type Controls } from '../../controls';
import { renderInHost, type FakeBackend } from '../../testing/host';
import { setVisibility } from '../../testing/visibility';
import { backend } from './backend';
import { useBackend, type Asked } from './use-backend';

const CONFIGURED = { apiUrl: 'http://chat:3000' };
const LIST = { channels: [{ id: 'c1', name: 'general', type: 'public' }] };

const channel = (id: string, type: string) => ({ id, name: id, type });

const asking = <T,>(
  ask: (signal: AbortSignal) => Promise<T>,
  answer: FakeBackend,
  settings: { apiUrl?: string } = CONFIGURED,
) => {
  const seen: { asked?: Asked<T>; controls?: Controls } = {};
  const Probe = () => {
    const asked = useBackend(ask);
    const controls = useControls();
    Object.assign(seen, { asked, controls });
    return null;
  };
  const view = renderInHost(
    <ControlsProvider>
      <Probe />
    </ControlsProvider>,
    { backend: answer, settings },
  );
  return { seen, view };
};

afterEach(() => {
  setVisibility('visible');
});

it('asks by way of the plugin proxy, and shows public channels only', async () => {
  const paths: string[] = [];
  const { seen } = asking(backend.channels, (path, { method }) => {
    paths.push(`${method} ${path}`);
    return { channels: [channel('c1', 'public'), channel('c2', 'private')] };
  });
  await waitFor(() => {
    expect(seen.asked?.state).toBe('done');
  });
  expect(seen.asked?.value?.map(({ id }) => id)).toEqual(['c1']);
  expect(paths).toEqual(['GET chat/channels']);
});

it('asks nothing before the app is configured, and says where that is done', () => {
  const paths: string[] = [];
  const { seen } = asking(backend.channels, (path) => paths.push(path), {});
  expect(seen.asked).toMatchObject({ state: 'error', problem: { kind: 'not_configured' } });
  expect(paths).toEqual([]);
});

it('refuses what is no JSON', async () => {
  const { seen } = asking(backend.channels, () => '<html>login</html>');
  await waitFor(() => {
    expect(seen.asked?.problem?.kind).toBe('not_json');
  });
});

it('refuses what has another shape, and says where', async () => {
  const { seen } = asking(backend.channels, () => ({ channels: [{ id: 7 }] }));
  await waitFor(() => {
    expect(seen.asked?.problem?.kind).toBe('other_version');
  });
  expect(seen.asked?.problem?.detail).toContain('channels[0].id');
});

it.each([
  ['1.9.3', 'done', undefined],
  ['2.0.0', 'error', 'other_version'],
])('with the API’s version %s is %s', async (version, state, kind) => {
  const { seen } = asking(backend.openapi, () => ({ info: { title: 'Chatwatch', version }, paths: {} }));
  await waitFor(() => {
    expect(seen.asked?.state).toBe(state);
  });
  expect(seen.asked?.problem?.kind).toBe(kind);
});

it('keeps the old answer while a newer one is under way, and says of when it is where that fails', async () => {
  const fate: { answer: () => unknown } = { answer: () => LIST };
  const { seen } = asking(backend.channels, () => fate.answer());
  await waitFor(() => {
    expect(seen.asked?.state).toBe('done');
  });
  fate.answer = () => NEVER;
  act(() => seen.controls?.refreshNow());
  expect(seen.asked).toMatchObject({ state: 'done', refreshing: true, value: [{ id: 'c1' }] });
  fate.answer = () => throwError(() => ({ status: 502, data: {} }));
  act(() => seen.controls?.refreshNow());
  await waitFor(() => {
    expect(seen.asked?.problem?.kind).toBe('unreachable');
  });
  expect(seen.asked).toMatchObject({ state: 'done', value: [{ id: 'c1' }], asOf: expect.anything() });
  fate.answer = () => LIST;
  act(() => seen.controls?.refreshNow());
  await waitFor(() => {
    expect(seen.asked?.problem).toBeUndefined();
  });
  expect(seen.asked).not.toHaveProperty('asOf');
});

it('gives up what is under way when the page is left', () => {
  let given = 0;
  const { view } = asking(
    backend.channels,
    () =>
      new Observable(() => () => {
        given += 1;
      }),
  );
  view.unmount();
  expect(given).toBe(1);
});

it('asks nothing for a hidden page', async () => {
  setVisibility('hidden');
  const paths: string[] = [];
  const { seen } = asking(backend.channels, (path) => {
    paths.push(path);
    return LIST;
  });
  act(() => seen.controls?.refreshNow());
  expect(paths).toEqual([]);
  setVisibility('visible');
  await waitFor(() => {
    expect(seen.asked?.state).toBe('done');
  });
});

it('asks for a page of a channel’s history by its number', async () => {
  const asked: unknown[] = [];
  const { seen } = asking(
    (signal) => backend.history('a/b', { before: 100, limit: 20 }, signal),
    (path, { params }) => {
      asked.push([path, params]);
      return { messages: [], head: 120, hasMore: true };
    },
  );
  await waitFor(() => {
    expect(seen.asked?.value?.head).toBe(120);
  });
  expect(asked).toEqual([['chat/channels/a%2Fb/messages', { before: 100, limit: 20 }]]);
});
