/** Marks over and under letters that readers of a script take for the same letter: Latin, Greek, Cyrillic; Hebrew; Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]/g;

/** What shows nothing or only stretches a word: directions of writing, joiners, half characters, the Arabic tatweel. */
const INVISIBLE = /[\p{Cf}\p{Cs}\u0640]/gu;

/** Letters that Unicode does not take apart, as people write them who lack the key. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const WRITTEN_OTHERWISE = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Everything else is part of a word, emoji as well: people have them in their names. */
const BETWEEN_WORDS = /[\p{P}\p{Z}\p{Cc}$+<=>^`|~]+/u;

/**
 * A name as it is searched by: words in lower case without accents, one space between them; empty where it has none.
 * @example searchName('  Zoë O’Brien-Łuk ') // 'zoe o brien luk'
 */
export const searchName = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .replace(WRITTEN_OTHERWISE, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .split(BETWEEN_WORDS)
    .filter(Boolean)
    .join(' ');
