import type { Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { businessQueries as business, realtimeQueries as realtime } from '../queries/index.js';

const now: Row = {
  title: 'In this time range',
  height: 4,
  panels: [
    {
      id: 1,
      title: 'Messages',
      worry: 'it is far from the same range a week ago.',
      next: 'messages by type of channel.',
      view: 'stat',
      width: 6,
      queries: [business.messagesInRange],
    },
    {
      id: 2,
      title: 'Users online',
      worry: 'it falls at once while the day does not explain it.',
      next: 'connections on the realtime dashboard.',
      view: 'stat',
      width: 6,
      queries: [realtime.activeUsers],
      leadsTo: 'realtime',
    },
    {
      id: 3,
      title: 'Files',
      worry: 'it is far from the same range a week ago.',
      next: 'files by type.',
      view: 'stat',
      width: 6,
      queries: [business.uploadsInRange],
    },
    {
      id: 4,
      title: 'Readers for each message',
      worry: 'it falls: people write where nobody is.',
      next: 'users online.',
      view: 'stat',
      width: 6,
      queries: [realtime.readersPerMessage],
    },
  ],
};

const people: Row = {
  title: 'People and messages',
  height: 9,
  panels: [
    {
      id: 5,
      title: 'Messages by type of channel',
      worry: 'one type goes silent while the others do not: something about it is broken.',
      next: 'failures by route on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [business.messages],
      isStacked: true,
      leadsTo: 'api',
    },
    {
      id: 6,
      title: 'Users online over time',
      worry: 'it leaves its daily curve.',
      next: 'connections and closes on the realtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.activeUsers],
      leadsTo: 'realtime',
    },
    {
      id: 7,
      title: 'Sign-ins',
      worry: 'they jump: everybody was signed out; or fall to none: nobody gets in.',
      next: 'refusals by status on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [business.signIns],
      leadsTo: 'api',
    },
  ],
};

const files: Row = {
  title: 'Files',
  height: 8,
  panels: [
    {
      id: 8,
      title: 'Files by type',
      worry: 'one type multiplies: someone uses the chat as a store.',
      next: 'the disk on the data dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [business.uploads],
      isStacked: true,
      leadsTo: 'data',
    },
    {
      id: 9,
      title: 'Bytes of files by type',
      worry: 'its sum fills the disk before space is added.',
      next: 'the disk on the data dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [business.uploadBytes],
      isStacked: true,
      leadsTo: 'data',
    },
    {
      id: 10,
      title: 'Size of files',
      worry: 'it nears the greatest size that is accepted: people are being refused.',
      next: 'refusals by status on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [business.uploadSize],
      leadsTo: 'api',
    },
  ],
};

const pages = (limits: Limits): Row => ({
  title: 'Pages as people met them',
  height: 8,
  panels: [
    {
      id: 11,
      title: 'Page load by page',
      worry: 'a page stays over the line.',
      next: 'response times on the API dashboard, and the size of its scripts.',
      view: 'timeseries',
      width: 8,
      queries: [business.pageLoadP75],
      limit: limits.bound('page-load'),
      leadsTo: 'api',
    },
    {
      id: 12,
      title: 'Page load, all pages',
      worry: 'it stays over the line.',
      next: 'the pages beside it.',
      view: 'timeseries',
      width: 8,
      queries: [business.pageLoadP95],
      limit: limits.bound('page-load'),
    },
    {
      id: 13,
      title: 'Measurements called good',
      worry: 'one falls after a deploy of the console.',
      next: 'what that deploy changed.',
      view: 'timeseries',
      width: 8,
      queries: [business.goodRatings],
    },
  ],
});

/** What people do, and how it feels. */
export const businessDashboard = (limits: Limits): Dashboard => ({
  name: 'business',
  title: 'Business',
  description: 'What people do with the chat: messages, users, files, and how fast pages were for them.',
  appPage: '',
  from: 'now-24h',
  rows: [now, people, files, pages(limits)],
});
