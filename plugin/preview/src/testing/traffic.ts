import { ChatClient, RestClient } from '@chatwatch/client';

/** People who chat for as long as a test looks. */
export interface Traffic {
  readonly channelId: string;
  readonly channelName: string;
  stop(): void;
}

const EVERY_MS = 40;
const PASSWORD = 'a password of a test';

/** Two people in a public channel: one writes, both read, and the history is opened again and again. */
export async function startTraffic(baseUrl: string): Promise<Traffic> {
  const anonymous = new RestClient({ baseUrl });
  const [writer, reader] = await Promise.all(
    ['Ada', 'Grace'].map(async (name) => {
      const email = `${name.toLowerCase()}@example.org`;
      const { token } = await anonymous.register({ name, email, password: PASSWORD });
      const rest = new RestClient({ baseUrl, token });
      const chat = new ChatClient({ url: `${baseUrl.replace('http', 'ws')}/ws`, token, history: rest });
      // A service that a test kills is missed by nobody here.
      chat.on('error', () => undefined);
      await chat.connect();
      return { rest, chat };
    }),
  );
  if (!writer || !reader) throw new Error('Two people were to come.');
  const channelName = 'general';
  const { id } = await writer.rest.createChannel({ name: channelName, type: 'public' });
  for (const { chat } of [writer, reader]) chat.subscribe(id, { afterSeq: 0, onEntry: () => undefined });
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    writer.chat.send(id, `Message ${count}: <b>no markup</b>`).catch(() => undefined);
    reader.rest.history(id).catch(() => undefined);
  }, EVERY_MS);
  return {
    channelId: id,
    channelName,
    stop: () => {
      clearInterval(timer);
      writer.chat.close();
      reader.chat.close();
    },
  };
}
