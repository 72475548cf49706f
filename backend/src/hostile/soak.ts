/** Set by `npm run soak`: the suites of this folder then run at the size that finds what is rare. */
export const isSoak = process.env.CHATWATCH_SOAK === '1';
