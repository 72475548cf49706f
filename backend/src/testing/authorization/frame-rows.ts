import { newClientId } from '@chatwatch/client';
import type { FrameType } from '../../realtime/client-frames.js';
import type { World } from './world.js';

/**
 * One type of frame in one situation: what each actor is answered, in the order of `ACTORS`: the type of the answer,
 * the code of an error, `-` for nothing, or the code of a close. The ticket is the member's.
 */
export interface FrameRow {
  readonly type: FrameType;
  readonly situation: string;
  readonly answers: string;
  /** Fields of a frame that nothing but rights can stand in the way of, new for each actor. */
  fields(world: World): object | Promise<object>;
}

/** Without a hello; and with a hello that is refused. */
const NOBODY = 'unauthorized 4001 4001 4001';

const row = (type: FrameType, situation: string, answers: string, fields: FrameRow['fields']): FrameRow => ({
  type,
  situation,
  answers: type === 'hello' ? answers : `${NOBODY} ${answers}`,
  fields,
});

const ALL_SUBSCRIBED = 'subscribed subscribed subscribed subscribed subscribed subscribed';
const MEMBERS_SUBSCRIBED = 'subscribed not_found subscribed not_found not_found not_found';

/** Every type of frame has a row here, or a test fails. */
export const frameRows: readonly FrameRow[] = [
  row('hello', 'with the credentials', '4001 4001 4001 4001 ready ready ready ready ready ready', () => ({})),
  row('subscribe', 'public', ALL_SUBSCRIBED, ({ open }) => ({ channelId: open.id })),
  row('subscribe', 'private', MEMBERS_SUBSCRIBED, ({ closed }) => ({ channelId: closed.id })),
  row('subscribe', 'private, with a position', MEMBERS_SUBSCRIBED, ({ closed }) => ({
    channelId: closed.id,
    afterSeq: 0,
  })),
  row('subscribe', 'that does not exist', 'not_found not_found not_found not_found not_found not_found', () => ({
    channelId: 'none',
  })),
  row(
    'unsubscribe',
    'without a subscription',
    'bad_request bad_request bad_request bad_request bad_request bad_request',
    ({ closed }) => ({ channelId: closed.id }),
  ),
  row('send', 'public', 'forbidden ack ack ack ack forbidden', ({ open }) => ({
    channelId: open.id,
    clientId: newClientId(),
    content: 'hello',
  })),
  row('send', 'private', 'forbidden not_found ack not_found not_found forbidden', ({ closed }) => ({
    channelId: closed.id,
    clientId: newClientId(),
    content: 'hello',
  })),
  row(
    'edit',
    "somebody else's, public",
    'forbidden forbidden forbidden forbidden forbidden forbidden',
    async ({ open, message }) => ({ channelId: open.id, seq: (await message(open)).seq, content: 'edited' }),
  ),
  row(
    'edit',
    "somebody else's, private",
    'forbidden not_found forbidden not_found not_found forbidden',
    async ({ closed, message }) => ({ channelId: closed.id, seq: (await message(closed)).seq, content: 'edited' }),
  ),
  row(
    'delete',
    "somebody else's, public",
    'forbidden forbidden forbidden forbidden ack forbidden',
    async ({ open, message }) => ({ channelId: open.id, seq: (await message(open)).seq }),
  ),
  row(
    'delete',
    "somebody else's, private",
    'forbidden not_found forbidden not_found not_found forbidden',
    async ({ closed, message }) => ({ channelId: closed.id, seq: (await message(closed)).seq }),
  ),
  row('typing', 'public', 'forbidden - - - - forbidden', ({ open }) => ({ channelId: open.id })),
  row('status', 'of oneself', 'forbidden - - - - forbidden', () => ({ status: 'away' })),
  row('ping', 'by anybody', 'pong pong pong pong pong pong', () => ({ t: 0 })),
  row('receipts', 'of oneself', '- - - - - -', () => ({ samples: [{ deliveryMs: 1 }] })),
];
