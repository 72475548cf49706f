import { newClientId } from '@chatwatch/client';
import { type ActorName, fileForm, type World } from './world.js';

/** A request of one operation. */
interface HttpCall {
  readonly path: string;
  /** Sent as JSON, a form as a form. */
  readonly body?: unknown;
}

/** One operation in one situation: what each actor is answered, in the order of `ACTORS`. */
export interface HttpRow {
  readonly operation: string;
  readonly situation: string;
  readonly answers: string;
  /** Makes a request that nothing but rights can stand in the way of, new for each actor. */
  request(world: World, actor: ActorName): HttpCall | Promise<HttpCall>;
}

const NOBODY = '401 401 401 401 401';

const row = (operation: string, situation: string, answers: string, request: HttpRow['request']): HttpRow => ({
  operation,
  situation,
  answers,
  request,
});

const forEveryone = (operation: string, path: string): HttpRow =>
  row(operation, 'whoever asks', '200 200 200 200 200 200 200 200 200 200', () => ({ path }));

const messagesOf = (channelId: string): string => `/api/channels/${channelId}/messages`;

const newMessage = (fields: object = {}) => ({ clientId: newClientId(), content: 'hello', ...fields });

const accounts: HttpRow[] = [
  row('register', 'whoever asks', '201 201 201 201 201 201 201 201 201 201', () => ({
    path: '/api/auth/register',
    body: { name: 'New', email: `${newClientId()}@chat.example`, password: 'long enough' },
  })),
  row('login', 'whoever asks', '200 200 200 200 200 200 200 200 200 200', () => ({
    path: '/api/auth/login',
    body: { email: 'root@chat.example', password: 'correct horse' },
  })),
  row('issueTicket', 'for all one may read', `${NOBODY} 201 201 201 201 201`, () => ({ path: '/api/auth/tickets' })),
  row('issueTicket', 'for a public channel', `${NOBODY} 201 201 201 201 201`, ({ open }) => ({
    path: '/api/auth/tickets',
    body: { channelIds: [open.id] },
  })),
  row('issueTicket', 'for a private channel', `${NOBODY} 404 201 404 404 404`, ({ closed }) => ({
    path: '/api/auth/tickets',
    body: { channelIds: [closed.id] },
  })),
  row('getMe', 'of oneself', `${NOBODY} 200 200 200 200 403`, () => ({ path: '/api/users/me' })),
  row('searchUsers', 'of all', `${NOBODY} 200 200 200 200 403`, () => ({ path: '/api/users/search?q=own' })),
  row('setStatuses', 'of oneself', `${NOBODY} 200 200 200 200 200`, (world, actor) => ({
    path: '/api/users/statuses',
    body: { updates: [{ userId: world.user(actor).id, status: 'away' }] },
  })),
  row('setStatuses', 'of somebody else', `${NOBODY} 403 403 403 200 200`, ({ users }) => ({
    path: '/api/users/statuses',
    body: { updates: [{ userId: users.owner.id, status: 'away' }] },
  })),
  row('disableUser', 'of somebody else', `${NOBODY} 403 403 403 204 403`, ({ users }) => ({
    path: `/api/users/${users.bystander.id}/disabled`,
  })),
  row('enableUser', 'of somebody else', `${NOBODY} 403 403 403 204 403`, ({ users }) => ({
    path: `/api/users/${users.bystander.id}/disabled`,
  })),
];

const channels: HttpRow[] = [
  row('listChannels', 'of all', `${NOBODY} 200 200 200 200 200`, () => ({ path: '/api/channels' })),
  ...['public', 'private', 'direct'].map((type) =>
    row('createChannel', type, `${NOBODY} 201 201 201 201 403`, ({ users }) => ({
      path: '/api/channels',
      body: { name: 'new', type, memberIds: [users.owner.id] },
    })),
  ),
  row('getChannel', 'public', `${NOBODY} 200 200 200 200 200`, ({ open }) => ({ path: `/api/channels/${open.id}` })),
  row('getChannel', 'private', `${NOBODY} 404 200 404 404 404`, ({ closed }) => ({
    path: `/api/channels/${closed.id}`,
  })),
  row('listPresence', 'public', `${NOBODY} 200 200 200 200 403`, ({ open }) => ({
    path: `/api/channels/${open.id}/presence`,
  })),
  row('listPresence', 'private', `${NOBODY} 404 200 404 404 403`, ({ closed }) => ({
    path: `/api/channels/${closed.id}/presence`,
  })),
  row('addMember', 'oneself to a public channel', `${NOBODY} 204 204 204 204 403`, ({ open }) => ({
    path: `/api/channels/${open.id}/members/me`,
  })),
  row('addMember', 'oneself to a private channel', `${NOBODY} 404 403 404 404 403`, ({ closed }) => ({
    path: `/api/channels/${closed.id}/members/me`,
  })),
  row('addMember', 'somebody else to a public channel', `${NOBODY} 403 403 403 403 403`, ({ open, users }) => ({
    path: `/api/channels/${open.id}/members/${users.bystander.id}`,
  })),
  row('addMember', 'somebody else to a private channel', `${NOBODY} 404 403 404 404 403`, ({ closed, users }) => ({
    path: `/api/channels/${closed.id}/members/${users.bystander.id}`,
  })),
  row('removeMember', 'oneself from a public channel', `${NOBODY} 204 204 204 204 403`, async (world, actor) => {
    const { open, users, user } = world;
    await users.owner.rest.addMember(open.id, user(actor).id);
    return { path: `/api/channels/${open.id}/members/me` };
  }),
  row('removeMember', 'oneself from a private channel', `${NOBODY} 404 204 404 404 403`, async ({ chat, users }) => {
    const left = await chat.channel(users.owner, { type: 'private', memberIds: [users.member.id] });
    return { path: `/api/channels/${left.id}/members/me` };
  }),
  row('removeMember', 'somebody else from a public channel', `${NOBODY} 403 403 403 403 403`, ({ open, users }) => ({
    path: `/api/channels/${open.id}/members/${users.bystander.id}`,
  })),
  row('removeMember', 'somebody else from a private channel', `${NOBODY} 404 403 404 404 403`, (world) => ({
    path: `/api/channels/${world.closed.id}/members/${world.users.bystander.id}`,
  })),
];

const messages: HttpRow[] = [
  row('listMessages', 'public', `${NOBODY} 200 200 200 200 200`, ({ open }) => ({ path: messagesOf(open.id) })),
  row('listMessages', 'private', `${NOBODY} 404 200 404 404 404`, ({ closed }) => ({ path: messagesOf(closed.id) })),
  row('sendMessage', 'public', `${NOBODY} 201 201 201 201 403`, ({ open }) => ({
    path: messagesOf(open.id),
    body: newMessage(),
  })),
  row('sendMessage', 'private', `${NOBODY} 404 201 404 404 403`, ({ closed }) => ({
    path: messagesOf(closed.id),
    body: newMessage(),
  })),
  row('sendMessage', "with somebody else's file", `${NOBODY} 400 400 400 400 403`, async ({ open, file }) => ({
    path: messagesOf(open.id),
    body: newMessage({ fileIds: [await file()] }),
  })),
  row('editMessage', "one's own", `${NOBODY} 200 200 200 200 403`, async ({ open, message, user }, actor) => ({
    path: `${messagesOf(open.id)}/${(await message(open, user(actor))).seq}`,
    body: { content: 'edited' },
  })),
  row('editMessage', "somebody else's, public", `${NOBODY} 403 403 403 403 403`, async ({ open, message }) => ({
    path: `${messagesOf(open.id)}/${(await message(open)).seq}`,
    body: { content: 'edited' },
  })),
  row('editMessage', "somebody else's, private", `${NOBODY} 404 403 404 404 403`, async ({ closed, message }) => ({
    path: `${messagesOf(closed.id)}/${(await message(closed)).seq}`,
    body: { content: 'edited' },
  })),
  row('deleteMessage', "one's own", `${NOBODY} 204 204 204 204 403`, async ({ open, message, user }, actor) => ({
    path: `${messagesOf(open.id)}/${(await message(open, user(actor))).seq}`,
  })),
  row('deleteMessage', "somebody else's, public", `${NOBODY} 403 403 403 204 403`, async ({ open, message }) => ({
    path: `${messagesOf(open.id)}/${(await message(open)).seq}`,
  })),
  row('deleteMessage', "somebody else's, private", `${NOBODY} 404 403 404 404 403`, async ({ closed, message }) => ({
    path: `${messagesOf(closed.id)}/${(await message(closed)).seq}`,
  })),
];

const files: HttpRow[] = [
  row('uploadFile', 'of a user', `${NOBODY} 201 201 201 201 403`, () => ({ path: '/api/files', body: fileForm() })),
  row('downloadFile', 'of a public channel', `${NOBODY} 200 200 200 200 200`, async ({ open, file }) => ({
    path: `/api/files/${await file(open)}`,
  })),
  row('downloadFile', 'of a private channel', `${NOBODY} 404 200 404 404 404`, async ({ closed, file }) => ({
    path: `/api/files/${await file(closed)}`,
  })),
  row('downloadFile', 'of no message yet', `${NOBODY} 404 404 404 404 404`, async ({ file }) => ({
    path: `/api/files/${await file()}`,
  })),
];

const monitoring: HttpRow[] = [
  row('reportVitals', 'of a page', `${NOBODY} 202 202 202 202 202`, () => ({
    path: '/api/vitals',
    body: { page: 'chat', samples: [{ name: 'LCP', value: 1_200 }] },
  })),
  ...[
    ['getPerformanceOverview', 'overview'],
    ['getPerformanceAlerts', 'alerts'],
    ['getVitals', 'vitals'],
    ['getRealTime', 'real-time'],
  ].map(([operation = '', page = '']) =>
    row(operation, 'of the service', `${NOBODY} 403 403 403 200 200`, () => ({
      path: `/analytics/performance/${page}`,
    })),
  ),
  row('getMetrics', 'of the service', `${NOBODY} 403 403 403 403 200`, () => ({ path: '/metrics' })),
  forEveryone('livez', '/livez'),
  forEveryone('readyz', '/readyz'),
  forEveryone('getDocument', '/openapi.json'),
  forEveryone('getReference', '/docs'),
  forEveryone('getReferenceFile', '/docs/swagger-ui.css'),
];

/** Every operation of the API document has a row here, or a test fails. */
export const httpRows: readonly HttpRow[] = [...accounts, ...channels, ...messages, ...files, ...monitoring];
