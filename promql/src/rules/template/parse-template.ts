import { FUNCTIONS, unknownVerbs } from './functions.js';

/** A word of a command. */
export type Operand =
  | { readonly kind: 'dot' | 'value' }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string | number };

/** A function with its words, or a word alone where `name` is empty. */
export interface Command {
  readonly name: string;
  readonly operands: readonly Operand[];
}

/** Text, commands of which each passes its value on as the last word of the next, or a choice on whether there is one. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly pipeline: readonly Command[] }
  | {
      readonly kind: 'with';
      readonly pipeline: readonly Command[];
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

const ACTION = /\{\{(-\s)?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*?)(\s-)?\}\}/g;
const WORD = /\s*(?:("(?:[^"\\]|\\.)*")|`([^`]*)`|(\|)|([^\s|"`]+))/y;

/** One piece of a template: text, or what stands in braces. */
interface Piece {
  readonly isAction: boolean;
  readonly text: string;
}

const piecesOf = (template: string): Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  let trimsNext = false;
  const addText = (text: string): void => {
    const trimmed = trimsNext ? text.trimStart() : text;
    if (trimmed.includes('{{')) throw new SyntaxError('an action is not closed');
    pieces.push({ isAction: false, text: trimmed });
  };
  for (const match of template.matchAll(ACTION)) {
    const [whole, trimsBefore, action = '', trimsAfter] = match;
    const text = template.slice(end, match.index);
    addText(trimsBefore === undefined ? text : text.trimEnd());
    pieces.push({ isAction: true, text: action.trim() });
    trimsNext = trimsAfter !== undefined;
    end = match.index + whole.length;
  }
  addText(template.slice(end));
  return pieces;
};

const operandOf = (word: string): Operand => {
  if (word === '.') return { kind: 'dot' };
  if (word === '$value') return { kind: 'value' };
  const label = /^\$labels\.([a-zA-Z_]\w*)$/.exec(word)?.[1];
  if (label !== undefined) return { kind: 'label', name: label };
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word)) return { kind: 'constant', value: Number(word) };
  throw new SyntaxError(`"${word}" is not supported`);
};

const quotedText = (quoted: string): string => {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new SyntaxError(`the text ${quoted} cannot be read`);
  }
};

type Word = { readonly text: string } | { readonly constant: string };

const wordsOf = (action: string): Word[] => {
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let start = 0; start < action.length; start = WORD.lastIndex) {
    const [, quoted, raw, bar, text] = WORD.exec(action) ?? [];
    if (quoted !== undefined) words.push({ constant: quotedText(quoted) });
    else if (raw !== undefined) words.push({ constant: raw });
    else words.push({ text: bar ?? text ?? '' });
    if (WORD.lastIndex === 0) throw new SyntaxError(`"${action}" cannot be read`);
  }
  return words;
};

const wordOf = (word: Word): Operand =>
  'constant' in word ? { kind: 'constant', value: word.constant } : operandOf(word.text);

const commandOf = (words: readonly Word[]): Command => {
  const [first, ...rest] = words;
  if (!first) throw new SyntaxError('a command is missing');
  if ('text' in first && first.text.startsWith('(')) throw new SyntaxError('parentheses are not supported');
  if ('text' in first && /^[a-zA-Z]\w*$/.test(first.text)) return callOf(first.text, rest);
  if (rest.length > 0) throw new SyntaxError('only a function takes words');
  return { name: '', operands: [wordOf(first)] };
};

const callOf = (name: string, words: readonly Word[]): Command => {
  if (!FUNCTIONS.has(name)) throw new SyntaxError(`function "${name}" is not supported`);
  const [format] = words;
  const [unknown] = name === 'printf' && format && 'constant' in format ? unknownVerbs(format.constant) : [];
  if (unknown !== undefined) throw new SyntaxError(`"${unknown}" of printf is not supported`);
  return { name, operands: words.map(wordOf) };
};

const pipelineOf = (action: string): Command[] => {
  const commands: Word[][] = [[]];
  for (const word of wordsOf(action)) {
    if ('text' in word && word.text === '|') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.map(commandOf);
};

const UNSUPPORTED = /^(?:if|range|define|template|block|break|continue)\b|^\/\*|^\$\w+\s*:?=/;

/** Reads pieces up to the `else` or `end` of the choice they belong to, or to the end of the template. */
const nodesOf = (pieces: Piece[], isInside: boolean): { nodes: Node[]; ending: string } => {
  const nodes: Node[] = [];
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    const { isAction, text } = piece;
    if (!isAction) {
      if (text !== '') nodes.push({ kind: 'text', text });
    } else if (text === 'end' || text === 'else') {
      if (!isInside) throw new SyntaxError(`"${text}" without "with"`);
      return { nodes, ending: text };
    } else if (/^with\s/.test(text)) {
      nodes.push(choiceOf(pipelineOf(text.slice('with'.length)), pieces));
    } else {
      const [unsupported] = UNSUPPORTED.exec(text) ?? [];
      if (unsupported !== undefined) throw new SyntaxError(`"${unsupported}" is not supported`);
      nodes.push({ kind: 'output', pipeline: pipelineOf(text) });
    }
  }
  if (isInside) throw new SyntaxError('"with" is not ended');
  return { nodes, ending: '' };
};

const choiceOf = (pipeline: readonly Command[], pieces: Piece[]): Node => {
  const { nodes: body, ending } = nodesOf(pieces, true);
  if (ending === 'end') return { kind: 'with', pipeline, body, otherwise: [] };
  const { nodes: otherwise, ending: last } = nodesOf(pieces, true);
  if (last !== 'end') throw new SyntaxError('a second "else"');
  return { kind: 'with', pipeline, body, otherwise };
};

/**
 * Reads a template of a label or an annotation: the part of Go's templates with `$labels`, `$value`, `with` and the
 * functions of `FUNCTIONS`.
 * @throws {SyntaxError} that names what is not understood
 */
export const parseTemplate = (template: string): readonly Node[] => nodesOf(piecesOf(template), false).nodes;
