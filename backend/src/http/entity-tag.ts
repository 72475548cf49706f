const withoutWeakness = (tag: string): string => tag.trim().replace(/^W\//, '');

/**
 * Whether `If-None-Match` names the tag (RFC 9110, 13.1.2): the caller has this content already. Express itself answers
 * 304 only to who does not also say `no-cache`, which `fetch` adds by itself.
 */
export const namesTag = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  (header === tag || header.trim() === '*' || header.split(',').some((one) => withoutWeakness(one) === tag));

/** Whether a range may be given under `If-Range`: without the header, or where it is exactly the tag. Never by a date. */
export const mayContinue = (header: string | undefined, tag: string): boolean =>
  header === undefined || header.trim() === tag;
