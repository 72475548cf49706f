import { sampleFiles } from '../../testing/sample-files.js';
import type { Person, Places } from './people.js';

const READS = 20;

/** A bit of every kind of request over HTTP; some are refused, as some always are. */
export const makeRequests = async (person: Person, { publicId, directId }: Places): Promise<void> => {
  const { rest, id } = person;
  const message = await rest.sendMessage(publicId, { content: 'over HTTP' });
  await rest.editMessage(publicId, message.seq, 'edited');
  await rest.deleteMessage(publicId, message.seq);
  await readHistory(person, publicId);
  await Promise.all([rest.me(), rest.searchUsers('pers'), rest.listChannels(), rest.listPresence(publicId)]);
  await rest.setStatuses([{ userId: id, status: 'away' }]);
  await rest.createTicket({ channelIds: [publicId] });
  await shareFile(person, publicId);
  const refused = rest.getChannel('there-is-none');
  // Who is not in a channel is told that there is none.
  await Promise.all([refused.catch(() => undefined), rest.history(directId).catch(() => undefined)]);
};

/** Many pages, again and again the same ones, as they are read. */
const readHistory = async ({ rest }: Person, channelId: string): Promise<void> => {
  const { head } = await rest.history(channelId);
  const before = Math.max(1, head);
  await Promise.all(
    Array.from({ length: READS }, (_, index) => rest.history(channelId, index % 4 === 0 ? { before } : {})),
  );
};

const shareFile = async ({ rest }: Person, channelId: string): Promise<void> => {
  for (const bytes of [sampleFiles.png, sampleFiles.text]) {
    const file = await rest.uploadFile(new Blob([Uint8Array.from(bytes)]), { name: 'shared' });
    await rest.sendMessage(channelId, { content: '', fileIds: [file.id] });
    await rest.downloadFile(file.id);
  }
};

/** What the pages of a console report of themselves. */
export const reportVitals = async ({ rest }: Person): Promise<void> => {
  for (const page of ['overview', 'api', 'a page of their own']) {
    await rest.reportVitals({
      page,
      samples: [
        ...Array.from({ length: 10 }, () => ({ name: 'LCP', value: 900, rating: 'good' }) as const),
        { name: 'INP', value: 40, rating: 'good' },
        { name: 'CLS', value: 0.02, rating: 'good' },
        { name: 'TTFB', value: 90, rating: 'good' },
        { name: 'FCP', value: 500, rating: 'good' },
        { name: 'page_ready', value: 700 },
        { name: 'panel_shown', value: 60 },
      ],
    });
  }
};
