import type { Random } from '../../../hostile/seeded-random.js';
import type { ChangeRecord, Entry, History, SendRecord, ViolationKind } from '../history.js';

type Draft<Value> = Value extends object ? { -readonly [Key in keyof Value]: Draft<Value[Key]> } : Value;
type Wrong = Draft<History>;

/** A fault of the service: what it does to a right history, and what the judge has to call it. */
export interface Fault {
  readonly name: string;
  readonly kind: ViolationKind;
  readonly commit: (history: Wrong, random: Random) => void;
}

/** The right history with one fault in it. */
export const withFault = (history: History, { commit }: Fault, random: Random): History => {
  // Not `structuredClone`, which keeps what is shared: an entry changed in one place would change in all.
  const wrong = JSON.parse(JSON.stringify(history)) as Wrong;
  commit(wrong, random);
  return wrong;
};

type Answered<Record> = Draft<Record> & { outcome: { kind: 'ok'; seq: number } };

const answeredSend = (history: Wrong, random: Random): Answered<SendRecord> =>
  random.pick(history.sends.filter((send): send is Answered<SendRecord> => send.outcome.kind === 'ok'));

const answeredChange = (history: Wrong, random: Random, kind: ChangeRecord['kind']): Answered<ChangeRecord> =>
  random.pick(
    history.changes.filter(
      (change): change is Answered<ChangeRecord> => change.kind === kind && change.outcome.kind === 'ok',
    ),
  );

const inLogs = (history: Wrong, channelId: string, change: (log: Wrong['logs'][number]) => void): void => {
  for (const log of history.logs) if (log.channelId === channelId) change(log);
};

const append = (history: Wrong, channelId: string, make: (seq: number) => Draft<Entry>): void => {
  inLogs(history, channelId, (log) => {
    log.head += 1;
    log.entries.push(make(log.head));
  });
};

const longSubscription = (history: Wrong, random: Random): Wrong['subscriptions'][number] =>
  random.pick(history.subscriptions.filter(({ entries }) => entries.length >= 3));

const longReader = (history: Wrong, random: Random): Wrong['readers'][number] =>
  random.pick(history.readers.filter(({ events }) => events.length >= 3));

/** The place of an entry with one before it and one after it. */
const inner = ({ length }: { length: number }, random: Random): number => 1 + random.below(length - 2);

const again = (history: Wrong, { channelId, author, content }: Draft<SendRecord>): void => {
  append(history, channelId, (seq) => ({ kind: 'message', seq, author, content }));
};

/** Before a reset nobody would miss it. */
const dropFromReader = (history: Wrong, random: Random, kind: ChangeRecord['kind']): void => {
  const places = history.readers.flatMap(({ events }) =>
    events.flatMap((event, at) => (event.kind === kind && events[at + 1]?.kind !== 'reset' ? [{ events, at }] : [])),
  );
  const { events, at } = random.pick(places);
  events.splice(at, 1);
};

const replaceChange = (history: Wrong, { channelId, outcome }: Answered<ChangeRecord>): void => {
  inLogs(history, channelId, (log) => {
    const content = 'somebody else';
    log.entries[outcome.seq - 1] = { kind: 'message', seq: outcome.seq, author: 'writer 0', content };
  });
};

export const faults: readonly Fault[] = [
  {
    name: 'an acknowledged message is gone',
    kind: 'lost',
    commit: (history, random) => {
      const { channelId, outcome } = answeredSend(history, random);
      inLogs(history, channelId, (log) => {
        log.entries = log.entries.filter(({ seq }) => seq !== outcome.seq);
      });
    },
  },
  {
    name: 'an ack came before the write, a crash took it, and another message got its number',
    kind: 'lost',
    commit: (history, random) => {
      const { channelId, outcome, clientId } = answeredSend(history, random);
      const content = `another than ${clientId}`;
      history.sends.push({ channelId, clientId: 'late', author: 'writer 1', content, outcome });
      inLogs(history, channelId, (log) => {
        log.entries[outcome.seq - 1] = { kind: 'message', seq: outcome.seq, author: 'writer 1', content };
      });
    },
  },
  {
    name: 'a message is stored under another author',
    kind: 'lost',
    commit: (history, random) => {
      const { channelId, outcome } = answeredSend(history, random);
      inLogs(history, channelId, (log) => {
        const entry = log.entries[outcome.seq - 1];
        if (entry?.kind === 'message') entry.author = 'somebody else';
      });
    },
  },
  {
    name: 'a retry stored its message again',
    kind: 'doubled',
    commit: (history, random) => {
      again(history, answeredSend(history, random));
    },
  },
  {
    name: 'a send without an answer is stored twice',
    kind: 'doubled',
    commit: (history, random) => {
      const send = random.pick(history.sends.filter(({ outcome }) => outcome.kind === 'unknown'));
      again(history, send);
      again(history, send);
    },
  },
  {
    name: 'a refused send is stored',
    kind: 'refused_but_stored',
    commit: (history, random) => {
      again(history, random.pick(history.sends.filter(({ outcome }) => outcome.kind === 'refused')));
    },
  },
  {
    name: 'a message is stored that nobody sent',
    kind: 'from_nobody',
    commit: (history, random) => {
      const { channelId } = random.pick(history.logs);
      append(history, channelId, (seq) => ({ kind: 'message', seq, author: 'writer 0', content: 'out of nowhere' }));
    },
  },
  {
    name: 'the log has a hole',
    kind: 'hole',
    commit: (history, random) => {
      const { channelId } = random.pick(history.logs);
      inLogs(history, channelId, (log) => {
        log.head += 1;
      });
    },
  },
  {
    name: 'two nodes tell different contents',
    kind: 'disagreement',
    commit: (history, random) => {
      const entry = random.pick(random.pick(history.logs).entries.filter(({ kind }) => kind === 'message'));
      if (entry.kind === 'message') entry.content += '!';
    },
  },
  {
    name: 'one node is behind',
    kind: 'disagreement',
    commit: (history, random) => {
      const log = random.pick(history.logs);
      log.head -= 1;
      log.entries.pop();
    },
  },
  {
    name: 'a connection sent two messages and they were numbered the other way round',
    kind: 'connection_order',
    commit: (history, random) => {
      const { stored } = random.pick(history.connections.filter((connection) => connection.stored.length >= 4));
      stored.reverse();
    },
  },
  {
    name: 'an acknowledged edit is not in the log',
    kind: 'lost_change',
    commit: (history, random) => {
      replaceChange(history, answeredChange(history, random, 'edit'));
    },
  },
  {
    name: 'an acknowledged deletion is not in the log',
    kind: 'lost_change',
    commit: (history, random) => {
      replaceChange(history, answeredChange(history, random, 'deletion'));
    },
  },
  {
    name: 'a deletion is stored twice',
    kind: 'doubled_change',
    commit: (history, random) => {
      const { channelId, target } = answeredChange(history, random, 'deletion');
      append(history, channelId, (seq) => ({ kind: 'deletion', seq, target }));
    },
  },
  {
    name: 'an edit never reached a reader',
    kind: 'missed_delivery',
    commit: (history, random) => {
      dropFromReader(history, random, 'edit');
    },
  },
  {
    name: 'a deletion never reached a reader',
    kind: 'missed_delivery',
    commit: (history, random) => {
      dropFromReader(history, random, 'deletion');
    },
  },
  {
    name: 'the end of the log never reached a reader',
    kind: 'missed_delivery',
    commit: (history, random) => {
      longReader(history, random).events.pop();
    },
  },
  {
    name: 'a subscription skips an entry',
    kind: 'missed_delivery',
    commit: (history, random) => {
      const { entries } = longSubscription(history, random);
      entries.splice(inner(entries, random), 1);
    },
  },
  {
    name: 'an entry comes twice in one subscription',
    kind: 'delivered_twice',
    commit: (history, random) => {
      const { entries } = longSubscription(history, random);
      entries.push(random.pick(entries));
    },
  },
  {
    name: 'a resume repeats what the reader had',
    kind: 'delivered_twice',
    commit: (history, random) => {
      const { events } = longReader(history, random);
      const entry = random.pick(events.filter(({ kind }) => kind !== 'reset'));
      events.push(entry);
    },
  },
  {
    name: 'two entries come in the wrong order',
    kind: 'delivered_late',
    commit: (history, random) => {
      const { entries } = longSubscription(history, random);
      entries.push(...entries.splice(inner(entries, random), 1));
    },
  },
  {
    name: 'a message was delivered that the store does not have',
    kind: 'delivered_unstored',
    commit: (history, random) => {
      const { entries, channelId } = longSubscription(history, random);
      const head = history.logs.find((log) => log.channelId === channelId)?.head ?? 0;
      entries.push({ kind: 'message', seq: head + 1, author: 'writer 0', content: 'lost in the crash' });
    },
  },
  {
    name: 'a message was delivered with the content of another',
    kind: 'changed',
    commit: (history, random) => {
      const entry = random.pick(
        history.subscriptions.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'message')),
      );
      if (entry.kind === 'message') entry.content = 'something else';
    },
  },
  {
    name: 'an edit was delivered with a wrong content',
    kind: 'wrong_state',
    commit: (history, random) => {
      const places = history.readers.flatMap(({ events }) => {
        const since = events.findLastIndex(({ kind }) => kind === 'reset') + 1;
        return events.slice(since).flatMap((event) => (event.kind === 'message' ? [{ events, seq: event.seq }] : []));
      });
      const { events, seq } = random.pick(places);
      events.push({ kind: 'edit', seq: 0, target: seq, content: 'never written' });
    },
  },
  {
    name: 'a channel was heard without a subscription',
    kind: 'stray',
    commit: (history) => {
      history.strays.push({ reader: 'reader 0', channelId: 'channel 1', seq: 1 });
    },
  },
  {
    name: 'a resume is answered from an old head',
    kind: 'stale_resume',
    commit: (history, random) => {
      const subscription = random.pick(history.subscriptions.filter(({ head }) => head > 1));
      subscription.knownHead = subscription.head + 1;
    },
  },
  {
    name: 'a resume tells another number of missed entries',
    kind: 'wrong_resume',
    commit: (history, random) => {
      random.pick(history.subscriptions).missed += 1;
    },
  },
];
