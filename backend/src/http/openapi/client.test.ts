import { ChatApiError, type Fetch, RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiDocument } from '../../testing/api-document.js';
import { startTestService, type TestService } from '../../testing/start-service.js';

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

const exchanges: Exchange[] = [];

/** What the client's calls become on the wire. */
const recording: Fetch = async (url, init) => {
  const request = new Request(url, init);
  const response = await fetch(request.clone());
  exchanges.push({ request, response: response.clone() });
  return response;
};

type Method = keyof RestClient;

let service: TestService;
let document: ApiDocument;
let calls: Record<Method, () => Promise<unknown>>;

beforeAll(async () => {
  service = await startTestService();
  document = await ApiDocument.fetch(service.url);
  calls = await everyCall();
});
afterAll(() => service.stop());

/** One call of each method that the service meets. The type makes a method without a call an error of the compiler. */
const everyCall = async (): Promise<typeof calls> => {
  const baseUrl = service.url;
  const [ann, bob] = [await service.register('Ann'), await service.register('Bob')];
  const rest = new RestClient({ baseUrl, token: ann.token, fetch: recording });
  const { id } = await service.channel(ann);
  const send = () => ann.rest.sendMessage(id, { content: 'hello' });
  const account = { name: 'Carol', email: 'carol@chat.example', password: 'a password' };
  return {
    register: () => rest.register(account),
    login: () => rest.login({ email: account.email, password: account.password }),
    createTicket: () => rest.createTicket({ channelIds: [id] }),
    me: () => rest.me(),
    searchUsers: () => rest.searchUsers('ann', { limit: 5 }),
    setStatuses: () => rest.setStatuses([{ userId: ann.id, status: 'busy' }]),
    reportVitals: () => rest.reportVitals({ page: 'live', samples: [{ name: 'LCP', value: 900 }] }),
    listChannels: () => rest.listChannels(),
    createChannel: () => rest.createChannel({ name: 'plans', type: 'private', memberIds: [bob.id] }),
    getChannel: () => rest.getChannel(id),
    listPresence: () => rest.listPresence(id),
    addMember: () => rest.addMember(id, bob.id),
    removeMember: () => rest.removeMember(id, bob.id),
    history: () => rest.history(id, { limit: 10, after: 0 }),
    sendMessage: () => rest.sendMessage(id, { content: 'hello' }),
    editMessage: async () => rest.editMessage(id, (await send()).seq, 'hello again'),
    uploadFile: () => rest.uploadFile(new Blob(['notes']), { name: 'notes.txt' }),
    downloadFile: async () => rest.downloadFile((await ann.rest.uploadFile(new Blob(['notes']))).id),
    deleteMessage: async () => rest.deleteMessage(id, (await send()).seq),
  };
};

describe("the client's calls", () => {
  it('are each an operation of the document, in what they send and in what they get', async () => {
    for (const [name, call] of Object.entries(calls)) {
      exchanges.length = 0;
      await call();
      expect({ name, count: exchanges.length }).toEqual({ name, count: 1 });
      for (const exchange of exchanges) await hold(name, exchange);
    }
  });

  it('are refused as the document says', async () => {
    exchanges.length = 0;
    const stranger = new RestClient({ baseUrl: service.url, fetch: recording });
    await expect(stranger.me()).rejects.toThrow(ChatApiError);
    await expect(stranger.login({ email: 'nobody@chat.example', password: 'wrong' })).rejects.toThrow(ChatApiError);
    for (const exchange of exchanges) await hold('refused', exchange);
  });
});

const hold = async (name: string, { request, response }: Exchange): Promise<void> => {
  const operation = document.operationOf(request.method, new URL(request.url).pathname);
  if (!operation) throw new Error(`${name} calls ${request.method} ${request.url}, which is no operation`);
  const sent = operation.requestBody?.content['application/json'];
  const body = await request.text();
  if (sent) document.readerOf(sent.schema).parse(JSON.parse(body));
  else if (operation.requestBody === undefined) expect({ name, body }).toEqual({ name, body: '' });

  const answer = operation.responses[response.status];
  if (!answer) throw new Error(`${operation.operationId} does not document ${response.status}`);
  const mediaType = response.headers.get('content-type')?.split(';', 1)[0];
  const text = await response.text();
  if (answer.content === undefined) {
    expect({ name, text }).toEqual({ name, text: '' });
    return;
  }
  const got = answer.content[mediaType ?? ''] ?? answer.content['*/*'];
  if (!got) throw new Error(`${operation.operationId} does not document ${String(mediaType)}`);
  if (got.schema !== undefined) document.readerOf(got.schema).parse(JSON.parse(text));
};
