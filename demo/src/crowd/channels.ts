import { RestClient, type Channel } from '@chatwatch/client';

/** The ids of `count` public channels, in a fixed order: those of an earlier run on the same data, or new ones. */
export async function prepareChannels(
  { baseUrl, token, signal }: { readonly baseUrl: string; readonly token: string; readonly signal: AbortSignal },
  count: number,
): Promise<readonly string[]> {
  const rest = new RestClient({ baseUrl, token });
  const known = await rest.listChannels({ signal });
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    const name = `Live ${number}`;
    const isOurs = (channel: Channel) => channel.type === 'public' && channel.name === name;
    const channel = known.find(isOurs) ?? (await rest.createChannel({ name, type: 'public' }, { signal }));
    ids.push(channel.id);
  }
  return ids;
}
