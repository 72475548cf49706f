/**
 * Whether a key is of a pattern in which each `*` stands for any text. Without regular expressions, whose cost a
 * pattern could blow up: this one looks at each character a few times at most.
 * @example matchesPattern('c1 *', 'c1 before 20') // true
 */
export const matchesPattern = (pattern: string, key: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return key === pattern;
  if (!key.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = key.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return key.length - last.length >= from && key.endsWith(last);
};
