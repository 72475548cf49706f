/** The part of an element that says where it is scrolled to, in pixels. */
export interface View {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** So far from the end a list still follows: less than a row, more than rounding of scroll positions. */
const NEAR_END = 24;
/** So near to the top older messages are asked for, so that they are there when the reader is. */
const NEAR_TOP = 800;

/** Whether the end can be seen. */
export const isAtEnd = ({ scrollTop, scrollHeight, clientHeight }: View): boolean =>
  scrollHeight - scrollTop - clientHeight <= NEAR_END;

/** Whether the reader comes near the oldest message. */
export const wantsOlder = (view: View): boolean => view.scrollTop < NEAR_TOP && !isAtEnd(view);

/** Lines and characters above which a message is shown in part until asked for. */
const LONG = { lines: 12, characters: 1_200 };

/** Whether a text is shown in part at first. Rows stay well under a screen, so that scrolling past one is short. */
export function isLong(content: string): boolean {
  if (content.length > LONG.characters) return true;
  let lines = 1;
  for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) lines++;
  return lines > LONG.lines;
}
