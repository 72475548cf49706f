import { beforeEach, describe, expect, it } from '@jest/globals';
import type { UserStatus } from '@chatwatch/client';
import type { StoredPresence } from '../../storage/presence-store.js';
import { FOREIGN, News, OWN } from './news.js';

let news: News;
beforeEach(() => {
  news = new News();
});

const ann = (status: UserStatus): StoredPresence => ({ userId: 'ann', status, lastSeenAt: 0 });
const heardIn = (...channelIds: string[]) => ({ isOwn: false, channelIds: new Set(channelIds) });
const frames = () => [...news.frames().values()];

/** As if all of it had gone out, in the channels where he is subscribed. */
const told = (...channelIds: string[]): void => {
  news.clear(new Map([['ann', channelIds]]));
};

const channels = (isKnown: boolean): string[] => [...(news.subjects(() => isKnown).get('ann') ?? [])];

describe('news', () => {
  it('are told as frames', () => {
    news.add(ann('away'), OWN);
    expect(frames()).toEqual([
      { type: 'presence', userId: 'ann', status: 'away', lastSeenAt: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  it('that were told are none, wherever they come from', () => {
    news.add(ann('busy'), OWN);
    told();
    for (const origin of [OWN, FOREIGN, heardIn('general')]) news.add(ann('busy'), origin);
    expect(news.size).toBe(0);
  });

  it('that changed back before they were told are none', () => {
    news.add(ann('busy'), OWN);
    told();
    news.add(ann('away'), OWN);
    news.add(ann('busy'), OWN);
    expect(news.size).toBe(0);
    news.add(ann('offline'), FOREIGN);
    expect(frames()).toMatchObject([{ status: 'offline' }]);
  });

  it('that were learned twice go on to other nodes where one of the ways was this node’s own', () => {
    news.add(ann('busy'), FOREIGN);
    expect(news.own(new Map())).toEqual(new Map());
    news.add(ann('busy'), OWN);
    news.add(ann('busy'), heardIn('general'));
    expect(news.own(new Map([['ann', ['general', 'random']]]))).toEqual(new Map([['ann', ['general', 'random']]]));
    expect(channels(false)).toEqual(['general']);
  });

  it('without a word about channels go where he was told of last, unless his own are known', () => {
    news.add(ann('online'), heardIn('general'));
    told('general');
    news.add(ann('offline'), OWN);
    expect(channels(false)).toEqual(['general']);
    expect(channels(true)).toEqual([]);
    news.add(ann('offline'), heardIn('random'));
    expect(channels(false)).toEqual(['random']);
  });
});
