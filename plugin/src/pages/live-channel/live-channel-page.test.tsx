import React from 'react';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HistoryQuery } from '@chatwatch/client';
import type { AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { defer, throwError } from 'rxjs';
import App from '../../app/app';
import type { Settings } from '../../settings';
import { type FakeBackend, renderInHost } from '../../testing/host';
import { FakeService } from './testing/fake-service';
import { messageFrame } from './testing/messages';

const propsOf = (settings: Settings): AppRootProps =>
  ({ meta: { id: 'chatwatch-app', jsonData: settings } }) as unknown as AppRootProps;
const PAGE = '/a/chatwatch-app/live-channel';
const CONFIGURED: Settings = { apiUrl: 'http://127.0.0.1:1' };
/** Rows of what jsdom, which lays nothing out, would have as height. */
const SIZES = { clientHeight: 600, offsetHeight: 30 };

// The page is loaded when it is opened, which takes a busy machine a while.
configure({ asyncUtilTimeout: 10_000 });

let service: FakeService;
let channels: { id: string; name: string; type: string }[];
const platform = globalThis.WebSocket;
const sizes = Object.keys(SIZES).map(
  (name) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
);

beforeAll(() => {
  // The client takes the platform's when it is loaded, with the page.
  globalThis.WebSocket = function connect(url: string) {
    return new service.WebSocket(url);
  } as unknown as typeof WebSocket;
  for (const [name, value] of Object.entries(SIZES)) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
});

afterAll(() => {
  cleanup();
  globalThis.WebSocket = platform;
  for (const [name, before] of sizes) {
    if (before) Object.defineProperty(HTMLElement.prototype, name, before);
    else Reflect.deleteProperty(HTMLElement.prototype, name);
  }
});

beforeEach(() => {
  service = new FakeService();
  channels = [{ id: 'c1', name: 'general', type: 'public' }];
});

const backend: FakeBackend = (path, { params }) => {
  if (path === 'chat/channels') return { channels };
  const known = channels.some(({ id }) => path === `chat/channels/${id}/messages`);
  const gone = { status: 404, data: { code: 'not_found', requestId: 'r1', detail: 'no such channel' }, config: {} };
  return known ? defer(() => service.history.history('c1', params as HistoryQuery)) : throwError(() => gone);
};

const open = (path = `${PAGE}?channel=c1`, settings: Settings = CONFIGURED) =>
  renderInHost(
    <Routes>
      <Route path="/a/chatwatch-app/*" element={<App {...propsOf(settings)} />} />
    </Routes>,
    { path, settings, backend },
  );

const list = () => screen.findByRole('feed');

describe('the live channel', () => {
  it('shows what is written and marks what was edited or deleted', async () => {
    service.writeMany(3);
    service.edit(2, 'better');
    service.delete(3);
    open();
    const feed = await list();
    await within(feed).findByText('message 1');
    expect(within(feed).getByText('better')).not.toBeNull();
    expect(within(feed).getByText('(edited)')).not.toBeNull();
    expect(within(feed).getByText('This message was deleted.')).not.toBeNull();
    await screen.findByText('Live');
    act(() => {
      service.write((seq) => messageFrame(seq, { content: 'just now', createdAt: new Date().toISOString() }));
    });
    expect(await within(feed).findByText('just now')).not.toBeNull();
    expect(within(feed).getAllByRole('img', { name: /^Delivered/ })).toHaveLength(1);
  });

  it('keeps markup in names and messages text, and shows files by name and size', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    channels = [{ id: 'c1', name: markup, type: 'public' }];
    service.write((seq) =>
      messageFrame(seq, {
        content: `${markup} content`,
        author: { id: 'u', name: `${markup} author`, avatarUrl: 'http://x/y' },
      }),
    );
    service.write((seq) =>
      messageFrame(seq, {
        content: '',
        files: [{ id: 'f', name: `${markup}.png`, type: 'image/png', sizeBytes: 2_048 }],
      }),
    );
    const { container } = open();
    const feed = await list();
    expect(await within(feed).findByText(`${markup} content`)).not.toBeNull();
    expect(within(feed).getByText(`${markup} author`)).not.toBeNull();
    expect(within(feed).getByText(/2 KiB/)).not.toBeNull();
    expect(screen.getByRole('combobox', { name: 'Channel' }).getAttribute('value')).toBe(markup);
    expect(container.querySelector('img[src="x"], img[src="http://x/y"]')).toBeNull();
  });

  it('draws few rows of many messages, and once for a burst', async () => {
    service.writeMany(100);
    open();
    const feed = await list();
    await screen.findByText('Live');
    const draws: number[] = [];
    const watch = new MutationObserver((changes) => draws.push(changes.length));
    watch.observe(feed, { childList: true, subtree: true });
    act(() => {
      service.writeMany(1_000);
    });
    await waitFor(() => {
      expect(within(feed).getAllByRole('article').at(-1)?.getAttribute('aria-posinset')).toBe('1100');
    });
    watch.disconnect();
    expect(within(feed).getAllByRole('article').length).toBeLessThanOrEqual(60);
    // One for the messages, the others for their heights once they are laid out.
    expect(draws.length).toBeLessThanOrEqual(5);
  });

  it('says that it reports no delivery times', async () => {
    open();
    expect(await screen.findByText(/reports no delivery times/)).not.toBeNull();
  });
});

describe('the channel', () => {
  it('that is first is chosen where the address names none', async () => {
    service.writeMany(1);
    open(PAGE);
    await list();
    expect(locationService.getSearchObject()).toMatchObject({ channel: 'c1' });
  });

  it('that is empty is said to be', async () => {
    open();
    expect(await screen.findByText('No messages yet')).not.toBeNull();
  });

  it('that is not there any more is said to be gone', async () => {
    open(`${PAGE}?channel=c9`);
    expect(await screen.findByText('This channel is not there')).not.toBeNull();
  });

  it('is not there where there are none', async () => {
    channels = [];
    open(PAGE);
    expect(await screen.findByText('No public channels')).not.toBeNull();
  });
});

describe('what is wrong', () => {
  it('leads to the configuration where the app has none', async () => {
    open(undefined, {});
    expect(await screen.findByRole('link', { name: /configuration/i })).not.toBeNull();
  });

  it('is the address of a direct connection, where it is missing', async () => {
    open(undefined, { ...CONFIGURED, liveMode: 'direct' });
    const [inBanner] = await screen.findAllByText('The public address of the service is missing');
    expect(inBanner?.closest('[role=alert]')).not.toBeNull();
  });

  it('shows as a connection that is away, with the next try', async () => {
    service.writeMany(1);
    open();
    await screen.findByText('Live');
    service.letsThrough = false;
    act(() => {
      service.drop();
    });
    expect(await screen.findByText(/Away, next try in \d+ s|Connecting again/)).not.toBeNull();
    expect(screen.getByText('message 1')).not.toBeNull();
  });
});
