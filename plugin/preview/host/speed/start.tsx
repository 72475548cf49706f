import type { MessageFrame } from '@chatwatch/client';
import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { MessageList } from '../../../src/pages/live-channel/list/message-list';
import { LiveChannel } from '../../../src/pages/live-channel/live-channel';
import { NaiveList } from './naive-list';
import { noHistory, send, sendFor, StreamSocket, whenSubscribed } from './stream';

declare global {
  interface Window {
    /** What the script that measures calls. */
    speed?: {
      send(count: number): void;
      sendFor(seconds: number, perSecond: number): Promise<void>;
    };
  }
}

await i18next.use(initReactI18next).init({ lng: 'en-US', resources: {} });
await initPluginTranslations('grafana');

const root = createRoot(document.getElementById('root') ?? document.body);
const isNaive = new URLSearchParams(location.search).has('naive');

function startNaive(): void {
  const ready = (receive: (frame: MessageFrame) => void) => {
    window.speed = {
      send: (count) => {
        send(count, receive);
      },
      sendFor: (seconds, perSecond) => sendFor(seconds, perSecond, receive),
    };
  };
  root.render(<NaiveList onReady={ready} />);
}

async function startOurs(): Promise<void> {
  const live = new LiveChannel({ channelId: 'c1', url: 'ws://speed', history: noHistory, WebSocket: StreamSocket });
  live.open();
  root.render(
    <div style={{ height: 600 }}>
      <MessageList live={live} timeZone="browser" boundMs={50} />
    </div>,
  );
  await whenSubscribed;
  // Whatever is connected then receives.
  window.speed = {
    send: (count) => {
      send(count);
    },
    sendFor: (seconds, perSecond) => sendFor(seconds, perSecond),
  };
}

if (isNaive) startNaive();
else await startOurs();
