import type { MessageFrame } from '@chatwatch/client';
import { useEffect, useState } from 'react';
import { MessageRow } from '../../../src/pages/live-channel/list/message-row';
import { messageReader, type LiveMessage } from '../../../src/pages/live-channel/log/live-message';

/** What a first draft does: every message copies the list and draws all of it. */
export function NaiveList({ onReady }: { onReady: (receive: (frame: MessageFrame) => void) => void }) {
  const [messages, setMessages] = useState<readonly LiveMessage[]>([]);
  useEffect(() => {
    const read = messageReader();
    onReady((frame) => {
      setMessages((before) => [...before, read(frame)]);
    });
  }, [onReady]);
  return (
    <div role="feed" data-testid="live-channel-list" style={{ height: 600, overflowY: 'auto' }}>
      {messages.map((message) => (
        <div key={message.seq} role="article">
          <MessageRow
            message={message}
            beginsDay={false}
            timeZone="browser"
            boundMs={50}
            isExpanded={false}
            onExpand={() => undefined}
          />
        </div>
      ))}
    </div>
  );
}
