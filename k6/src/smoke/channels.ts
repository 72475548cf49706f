import type { Rest } from '../rest/rest.ts';
import { expectStatus, textAt } from './expect.ts';

interface Founder {
  readonly userId: string;
  readonly friendId: string;
  readonly name: string;
}

/** Founds a private channel, looks at it, takes a friend in and out. Answers with the channel's id. */
export async function visitChannels(rest: Rest, { userId, friendId, name }: Founder): Promise<string> {
  const created = await rest.call('createChannel', { json: { name: `k6 ${name}`, type: 'private' } });
  expectStatus('createChannel', created, 201);
  const channelId = textAt(created, 'id');
  const path = { channelId };
  expectStatus('listChannels', await rest.call('listChannels'), 200, {
    'lists the new one': ({ body }) => body.includes(channelId),
  });
  expectStatus('addMember', await rest.call('addMember', { path: { channelId, userId: friendId } }), 204);
  expectStatus('getChannel', await rest.call('getChannel', { path }), 200, {
    'has both members': ({ body }) => body.includes(userId) && body.includes(friendId),
  });
  expectStatus('listPresence', await rest.call('listPresence', { path }), 200);
  expectStatus('removeMember', await rest.call('removeMember', { path: { channelId, userId: friendId } }), 204);
  return channelId;
}
