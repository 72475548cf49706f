const WORDS = (
  'the a and you that was for on are with as they be at one have this from or had by word but not what all were we ' +
  'when your can said there use an each which she do how their if will up other about out many then them these so ' +
  'some her would make like him into time has look two more write go see number no way could people than first water ' +
  'been call who oil its now find long down day did get come made may part again boss level stream chat hello again ' +
  'nice play run jump wow great game map key door left right clip hype raid luck close save win lose try secret'
).split(' ');

/** A sequence of numbers from 0 up to but not including 1 that is the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words of exactly `bytes` bytes together, at least one; it neither begins nor ends with a space. */
export function textOf(bytes: number, random: () => number): string {
  const length = Math.max(1, bytes);
  let text = '';
  while (text.length < length) {
    const word = WORDS[Math.floor(random() * WORDS.length)] ?? '';
    text += text === '' ? word : ` ${word}`;
  }
  const cut = text.slice(0, length);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}!` : cut;
}
