import { parse } from 'node:querystring';
import type { HistoryQuery } from '../../storage/store.js';
import { pageQuery } from '../routes/messages.js';

/** `HISTORY_PATH` as clients write it: our ids need no percent-encoding, and what else Express lets pass is its own. */
const ASKED = /^\/api\/channels\/([A-Za-z0-9_-]{1,64})\/messages(?:\?([A-Za-z0-9=&]{1,64}))?$/;

/** The same few pages are asked for again and again; at most half a megabyte of addresses. */
const KEPT = 2_048;
const kept = new Map<string, HistoryQuery>();

/** The page of history that an address asks for; undefined for any other address, and for what the route would refuse. */
export const askedPage = (url: string): HistoryQuery | undefined => kept.get(url) ?? read(url);

/** As Express reads it, and by the schema of the route. */
const read = (url: string): HistoryQuery | undefined => {
  const [, channelId, text = ''] = ASKED.exec(url) ?? [];
  if (channelId === undefined) return undefined;
  const { data } = pageQuery.safeParse(parse(text));
  if (!data) return undefined;
  const query = { channelId, ...data };
  if (kept.size >= KEPT) kept.clear();
  kept.set(url, query);
  return query;
};
