import type { Problem } from './problem';

const ended = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`);

/** A problem for running text: what is wrong and what to do, each a whole sentence. */
export const problemSentences = ({ title, whatToDo }: Problem): string => `${ended(title)} ${ended(whatToDo)}`;
