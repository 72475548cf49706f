import { parse } from 'node:querystring';
import type { HistoryQuery } from '../../storage/store.js';
import { pageQuery } from '../routes/messages.js';

/** `HISTORY_PATH` as clients write it: our ids need no percent-encoding, and what else Express lets pass is its own. */
const ASKED = /^\/api\/channels\/([A-Za-z0-9_-]{1,64})\/messages(?:\?([A-Za-z0-9=&]{1,64}))?$/;

type PageQuery = Omit<HistoryQuery, 'channelId'>;

/** Clients ask for few kinds of pages; each is read once. */
const KEPT_QUERIES = 1_024;
const kept = new Map<string, PageQuery | undefined>();

/** The page of history that an address asks for; undefined for any other address, and for what the route would refuse. */
export const askedPage = (url: string): HistoryQuery | undefined => {
  const found = ASKED.exec(url);
  if (!found) return undefined;
  const [, channelId = '', text = ''] = found;
  const query = kept.has(text) ? kept.get(text) : read(text);
  return query && { channelId, ...query };
};

/** As Express reads it, and by the schema of the route. */
const read = (text: string): PageQuery | undefined => {
  const { data } = pageQuery.safeParse(parse(text));
  if (kept.size >= KEPT_QUERIES) kept.clear();
  kept.set(text, data);
  return data;
};
