/**
 * A word as the text index takes it: letters and digits alone are one term to its tokenizer, of everything else it has
 * its own mind (it would split `☆` off and take `-` for "not"), so that is spelt in hexadecimal digits.
 */
export const toTextTerm = (word: string): string =>
  /^[a-z\d]+$/.test(word) ? `w${word}` : `x${Buffer.from(word).toString('hex')}`;
