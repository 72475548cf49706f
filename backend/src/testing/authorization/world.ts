import { createSecretKey } from 'node:crypto';
import type { Channel, Message } from '@chatwatch/client';
import { SignJWT } from 'jose';
import { fileSchema } from '../../http/resources.js';
import { startTestService, type TestService, type TestUser } from '../start-service.js';

const JWT_SECRET = 'a secret of at least thirty-two bytes';
const SERVICE_TOKEN = 'a-service-token';

/**
 * Who asks: nobody, with a token that is none, that has expired, that is of another kind, with a ticket; a user who is
 * not in the private channel, one who is, one who was; an administrator, who is in none; the holder of the service token.
 */
export const ACTORS = [
  'none',
  'garbage',
  'expired',
  'wrongKind',
  'ticket',
  'stranger',
  'member',
  'removed',
  'admin',
  'service',
] as const;

export type ActorName = (typeof ACTORS)[number];

/** A service with the people, channels and files that the rows speak of. */
export interface World {
  readonly chat: TestService;
  readonly users: Readonly<Record<'owner' | 'stranger' | 'member' | 'removed' | 'admin' | 'bystander', TestUser>>;
  /** Public. */
  readonly open: Channel;
  /** Private; the owner, the member and the bystander are in it. */
  readonly closed: Channel;
  /** The actor himself, the owner where he is no user. */
  readonly user: (actor: ActorName) => TestUser;
  /** What the actor sends as bearer token, made anew where it is for one use. */
  readonly bearer: (actor: ActorName) => Promise<string | undefined>;
  /** A ticket of the member's. */
  readonly ticket: () => Promise<string>;
  /** A new message of the owner's, or of somebody else's. */
  readonly message: (channel: Channel, author?: TestUser) => Promise<Message>;
  /** A new file of the owner's: in a message of the channel, or in none. */
  readonly file: (channel?: Channel) => Promise<string>;
}

/** Starts a service and makes all that the rows speak of. */
export const makeWorld = async (): Promise<World> => {
  const chat = await startTestService({
    JWT_SECRET,
    SERVICE_TOKEN,
    ADMIN_EMAIL: 'root@chat.example',
    ADMIN_PASSWORD: 'correct horse',
  });
  const users = {
    owner: await chat.register('Owner'),
    stranger: await chat.register('Stranger'),
    member: await chat.register('Member'),
    removed: await chat.register('Removed'),
    bystander: await chat.register('Bystander'),
    admin: await chat.administrator(),
  };
  const memberIds = [users.member.id, users.removed.id, users.bystander.id];
  const open = await chat.channel(users.owner, { memberIds });
  const closed = await chat.channel(users.owner, { type: 'private', memberIds });
  for (const { id } of [open, closed]) await users.owner.rest.removeMember(id, users.removed.id);
  const ticket = async () => (await users.member.rest.createTicket()).ticket;
  const fixed: Partial<Record<ActorName, string>> = {
    garbage: 'not.a.token',
    expired: await tokenOf(users.member, { audience: 'chatwatch:user', expiresInSeconds: -1 }),
    wrongKind: await tokenOf(users.member, { audience: 'chatwatch:other', expiresInSeconds: 3_600 }),
    service: SERVICE_TOKEN,
  };
  const known: Partial<Record<ActorName, TestUser>> = users;
  return {
    chat,
    users,
    open,
    closed,
    ticket,
    user: (actor) => known[actor] ?? users.owner,
    bearer: (actor) => (actor === 'ticket' ? ticket() : Promise.resolve(fixed[actor] ?? known[actor]?.token)),
    message: (channel, author = users.owner) => author.rest.sendMessage(channel.id, { content: 'a message' }),
    file: (channel) => upload(chat.url, users.owner, channel),
  };
};

/** A token that is signed as the service signs its own. */
const tokenOf = (user: TestUser, claims: { audience: string; expiresInSeconds: number }): Promise<string> => {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('chatwatch')
    .setAudience(claims.audience)
    .setSubject(user.id)
    .setIssuedAt(now)
    .setExpirationTime(now + claims.expiresInSeconds)
    .sign(createSecretKey(JWT_SECRET, 'utf8'));
};

/** A form with one small file. */
export const fileForm = (): FormData => {
  const form = new FormData();
  form.set('file', new Blob(['Meet at noon.']), 'note.txt');
  return form;
};

const upload = async (url: string, owner: TestUser, channel: Channel | undefined): Promise<string> => {
  const headers = { authorization: `Bearer ${owner.token}` };
  const response = await fetch(`${url}/api/files`, { method: 'POST', headers, body: fileForm() });
  const { id } = fileSchema.parse(await response.json());
  if (channel) await owner.rest.sendMessage(channel.id, { content: '', fileIds: [id] });
  return id;
};
