import type { Rest } from '../rest/rest.ts';
import { expectStatus } from './expect.ts';

/** Writes, repeats, edits and deletes over REST, and reads history in every way. */
export async function visitMessages(rest: Rest, channelId: string, name: string): Promise<void> {
  const path = { channelId };
  const message = { clientId: `${name}-rest`, content: 'hello over REST' };
  const sent = await rest.call('sendMessage', { path, json: message });
  expectStatus('sendMessage', sent, 201);
  expectStatus('sendMessage again', await rest.call('sendMessage', { path, json: message }), 200, {
    'answers the stored one': (repeated) => repeated.json('seq') === sent.json('seq'),
  });
  const own = { channelId, seq: Number(sent.json('seq')) };
  expectStatus('editMessage', await rest.call('editMessage', { path: own, json: { content: 'edited' } }), 200);
  const page = await rest.call('listMessages', { path });
  expectStatus('listMessages', page, 200, {
    'shows the edit': ({ body }) => body.includes('"edited"'),
    'tells the head': (one) => one.json('head') === own.seq + 1,
  });
  const unchanged = await rest.call('listMessages', { path, headers: { 'If-None-Match': page.headers.Etag ?? '' } });
  expectStatus('listMessages unchanged', unchanged, 304);
  expectStatus('listMessages after', await rest.call('listMessages', { path, query: { after: 0, limit: 10 } }), 200);
  expectStatus('listMessages before', await rest.call('listMessages', { path, query: { before: own.seq + 1 } }), 200);
  expectStatus('deleteMessage', await rest.call('deleteMessage', { path: own }), 204);
}
