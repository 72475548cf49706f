import type { ObjectiveStatus } from './objective-status.js';
import { clip, span, type Line } from './paint.js';
import { stateWords } from './words.js';

const TITLE = 22;
const VALUE = 12;
const STATE = 19;
const TARGET = 27;
/** From here on the promise's own sentence fits as well. */
const WIDE = 140;

/** All objectives, a line each: mark, title, value, state, target and, where there is room, the promise. */
export function objectivesTable(objectives: readonly ObjectiveStatus[], width: number): readonly Line[] {
  const headings = ['  ', 'Objective'.padEnd(TITLE), 'now'.padEnd(VALUE), 'state'.padEnd(STATE), 'promised'].join('');
  return [[span(headings, 'dim')], ...objectives.map((objective) => row(objective, width))].map((line) =>
    clip(line, width),
  );
}

function row({ title, state, shown, target, promise }: ObjectiveStatus, width: number): Line {
  const { mark, word, style } = stateWords[state];
  const isJudged = state === 'met' || state === 'missed';
  const line = [
    span(`${mark} `, style),
    span(title.padEnd(TITLE), isJudged ? 'plain' : 'dim'),
    span((shown === '' ? '–' : shown).padEnd(VALUE), isJudged ? 'bold' : 'dim'),
    span(word.padEnd(STATE), style),
    span(target, 'dim'),
  ];
  return width < WIDE ? line : [...line, span(' '.repeat(Math.max(1, TARGET - target.length))), span(promise, 'dim')];
}

/** `9 of 11 judged are met` */
export function verdict(objectives: readonly ObjectiveStatus[]): string {
  const met = objectives.filter(({ state }) => state === 'met').length;
  const judged = met + objectives.filter(({ state }) => state === 'missed').length;
  return `${met} of ${judged} judged so far are met, ${objectives.length - judged} not judged`;
}
