import type { WebSocket } from 'ws';

/** The frames of a load that a peer acts on. */
export interface SentFrame {
  readonly id: number;
  readonly channelId: string;
  readonly clientId: string;
  readonly content: string;
}

/** A connection of a peer. */
export interface PeerConnection {
  readonly webSocket: WebSocket;
  readonly onSubscribe?: () => void;
  readonly onSend: (frame: SentFrame) => void;
}

/** Answers what our load says before it sends, without checking anything. */
export function speak({ webSocket, onSubscribe, onSend }: PeerConnection): void {
  webSocket.on('message', (data: Buffer) => {
    // The load of these benches is the only client, and says only these three.
    const frame = JSON.parse(data.toString()) as SentFrame & { readonly type: 'hello' | 'subscribe' | 'send' };
    switch (frame.type) {
      case 'hello':
        webSocket.send(JSON.stringify({ type: 'ready' }));
        return;
      case 'subscribe':
        webSocket.send(JSON.stringify({ type: 'subscribed', id: frame.id, channelId: frame.channelId }));
        onSubscribe?.();
        return;
      case 'send':
        onSend(frame);
    }
  });
}

let seq = 0;

/** The text of a message frame, with the fields and the size that the chat service's has. */
export function messageText({ channelId, content }: SentFrame): string {
  const now = new Date().toISOString();
  return JSON.stringify({
    type: 'message',
    channelId,
    seq: ++seq,
    id: `${channelId}-${seq}`,
    author: { id: '01234567890123456789', name: 'Bench', avatarUrl: null },
    content,
    files: [],
    createdAt: now,
    acceptedAt: now,
  });
}
