/** Every name in Redis that is the cache's begins so. */
const PREFIX = 'chatwatch:cache';

/** The clock that numbers drops. */
export const CLOCK = `${PREFIX}:clock`;
/** Where nodes tell each other what they dropped. */
export const CHANNEL = `${PREFIX}:dropped`;

interface KeyNames {
  readonly value: string;
  readonly turn: string;
  readonly mark: string;
}

interface ListNames {
  readonly mark: string;
  readonly list: string;
}

/** What belongs to a key. It shares its hash tag, so that a cluster keeps it in one slot. */
export const namesOfKey = (key: string): KeyNames => {
  const value = `${PREFIX}:{k:${key}}`;
  return { value, turn: `${value}:turn`, mark: `${value}:mark` };
};

/** What belongs to a tag: when it was dropped, and the keys that carry it. */
export const namesOfTag = (tag: string): ListNames => listNames(`${PREFIX}:{t:${tag}}`);

/** The keys of a group are listed as those of a tag that nobody drops. */
export const namesOfGroup = (group: string): ListNames => listNames(`${PREFIX}:{g:${group}}`);

const listNames = (name: string): ListNames => ({ mark: `${name}:mark`, list: `${name}:keys` });
