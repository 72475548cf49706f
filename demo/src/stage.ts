import { prepareAccounts } from './crowd/accounts.js';
import { prepareChannels } from './crowd/channels.js';
import { Crowd } from './crowd/crowd.js';
import type { Options } from './options.js';
import { Cast } from './replay/cast.js';
import { Ledger } from './replay/ledger/ledger.js';
import type { RunningService } from './service.js';
import type { Display } from './status/display.js';
import { PercentileWindow } from './status/percentile-window.js';

/** Delivery percentiles on the screen are those of the last seconds. */
const RECENT_SECONDS = 5;

/** All that must be there before the first message. */
export interface Stage {
  readonly cast: Cast;
  readonly ledger: Ledger;
  readonly crowd: Crowd;
  readonly delivery: PercentileWindow;
}

export interface StageOptions {
  readonly options: Options;
  readonly channelCount: number;
  readonly service: RunningService;
  readonly display: Display;
  readonly signal: AbortSignal;
}

/** Has users, channels and connections ready; rejects when the signal aborts. */
export async function prepareStage({ options, channelCount, service, display, signal }: StageOptions): Promise<Stage> {
  const { users: count, dataDir } = options;
  const baseUrl = service.url;
  const accounts = await prepareAccounts({
    baseUrl,
    dataDir,
    count,
    signal,
    onProgress: (done) => {
      display.step('Users registered', { done, total: count });
    },
  });
  const token = accounts[0]?.token ?? '';
  const channelIds = await prepareChannels({ baseUrl, token, signal }, channelCount);
  const cast = new Cast(count, channelCount);
  const ledger = new Ledger(channelCount);
  const delivery = new PercentileWindow(RECENT_SECONDS);
  const onDelivery = (deliveryMs: number) => {
    delivery.record(deliveryMs);
  };
  const crowd = new Crowd({ baseUrl, accounts, channelIds, cast, ledger, onDelivery });
  try {
    await crowd.connect(signal, (done) => {
      display.step('Clients connected', { done, total: count });
    });
  } catch (error) {
    crowd.close();
    throw error;
  }
  return { cast, ledger, crowd, delivery };
}
