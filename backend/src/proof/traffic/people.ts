import { ChatClient, RestClient } from '@chatwatch/client';

/** Somebody with an account, a client for each transport, and a node that both talk to. */
export interface Person {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly rest: RestClient;
  readonly live: ChatClient;
}

/** Where people meet: a channel of each type, each known to all of them. */
export interface Places {
  readonly publicId: string;
  readonly privateId: string;
  readonly directId: string;
}

const PEOPLE = 4;

/** Delivery times are told often, as a run is short. */
const RECEIPT_INTERVAL_MS = 500;

/** Makes a few accounts, spread over the nodes, and connects them. @param urls of the nodes */
export const gather = async (urls: readonly string[]): Promise<[Person, ...Person[]]> => {
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index++) people.push(await join(urls[index % urls.length] ?? '', index));
  await Promise.all(people.map(({ live }) => live.connect()));
  // There is at least one.
  return people as [Person, ...Person[]];
};

const join = async (url: string, index: number): Promise<Person> => {
  const account = { name: `Person ${index}`, email: `person${index}@chat.example`, password: 'a password' };
  const { user, token } = await new RestClient({ baseUrl: url }).register(account);
  const rest = new RestClient({ baseUrl: url, token });
  const live = new ChatClient({
    url: `${url.replace('http', 'ws')}/ws`,
    token,
    history: rest,
    receiptIntervalMs: RECEIPT_INTERVAL_MS,
  });
  // What is refused rejects as well; what fails passes with a restart.
  live.on('error', () => undefined);
  return { id: user.id, token, url, rest, live };
};

/** Makes the channels, and lets everybody follow the public and the private one. */
export const makePlaces = async (people: readonly [Person, ...Person[]]): Promise<Places> => {
  const [owner, ...others] = people;
  const memberIds = others.map(({ id }) => id);
  const open = await owner.rest.createChannel({ name: 'lobby', type: 'public' });
  const closed = await owner.rest.createChannel({ name: 'office', type: 'private', memberIds });
  const direct = await owner.rest.createChannel({ name: 'two', type: 'direct', memberIds: memberIds.slice(0, 1) });
  for (const { live } of people) {
    for (const { id } of [open, closed]) live.subscribe(id, { onEntry: () => undefined, onReset: () => undefined });
  }
  return { publicId: open.id, privateId: closed.id, directId: direct.id };
};
