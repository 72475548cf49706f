/** Set by `npm run soak`: hostile input and faults then run at the size that finds what is rare. */
export const isSoak = process.env.CHATWATCH_SOAK === '1';
