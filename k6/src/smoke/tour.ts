import type { Options } from '../options.ts';
import { Rest } from '../rest/rest.ts';
import { textAt } from './expect.ts';
import { visitAccounts } from './accounts.ts';
import { visitChannels } from './channels.ts';
import { visitFiles } from './files.ts';
import { visitMessages } from './messages.ts';
import { visitProbes } from './probes.ts';
import { visitRealtime } from './realtime.ts';

export interface Tourist {
  readonly run: Options;
  /** Unique in the run. */
  readonly name: string;
  readonly token: string;
  /** Of somebody else. */
  readonly friendToken: string;
}

/** Calls every class of endpoint once, as one person. */
export async function tour(tourist: Tourist): Promise<void> {
  const { run, token, friendToken } = tourist;
  const rest = new Rest(run.baseUrl, token);
  await visitProbes(run);
  const userId = await visitAccounts(rest, tourist);
  const friendId = textAt(await new Rest(run.baseUrl, friendToken).call('getMe'), 'id');
  const channelId = await visitChannels(rest, { userId, friendId: friendId, name: tourist.name });
  await visitMessages(rest, channelId, tourist.name);
  await visitFiles(rest, channelId, tourist.name);
  await visitRealtime(rest, channelId, tourist);
}
