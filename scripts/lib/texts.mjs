import ts from 'typescript';

/**
 * A text of the app, as its sources write it.
 * @typedef {{ key: string, text: string, place: string }} Text
 */

/**
 * The texts of a source file: those of `t('key', 'English')` and of `<Trans i18nKey="key">English</Trans>`.
 * @param {string} file its name, for messages
 * @param {string} source
 * @param {(problem: string) => void} complain told of a key or a text that is not written out, and so cannot be read
 * @returns {Text[]}
 */
export function textsOf(file, source, complain) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  /** @type {Text[]} */
  const texts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    for (const { key, text } of textsOfCall(node) ?? textsOfElement(node) ?? []) {
      const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      if (key !== undefined && text !== undefined) texts.push({ key, text, place });
      else complain(`${place}: key and English text have to be written out`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return texts;
}

/** @typedef {{ key: string | undefined, text: string | undefined }} Found */

/** The option of `t` that holds the text of a plural form, which i18next names by the form's category. */
const PLURAL = /^defaultValue(_\w+)$/;

/**
 * @param {ts.Node} node
 * @returns {Found[] | undefined}
 */
function textsOfCall(node) {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 't') return undefined;
  const [first, text, values] = node.arguments;
  const key = literal(first);
  const plurals = key === undefined ? [] : pluralsOf(key, values);
  return plurals.length > 0 ? plurals : [{ key, text: literal(text) }];
}

/**
 * The plural forms of a text: `{ defaultValue_one: 'One', defaultValue_other: '{{count}}' }` has `key_one` and
 * `key_other`. Where it has them, i18next never shows the text without a form.
 * @param {string} key
 * @param {ts.Expression | undefined} values
 * @returns {Found[]}
 */
function pluralsOf(key, values) {
  if (!values || !ts.isObjectLiteralExpression(values)) return [];
  return values.properties.flatMap((property) => {
    const form = PLURAL.exec(property.name?.getText() ?? '')?.[1];
    if (form === undefined) return [];
    return [{ key: key + form, text: ts.isPropertyAssignment(property) ? literal(property.initializer) : undefined }];
  });
}

/**
 * @param {ts.Node} node
 * @returns {Found[] | undefined}
 */
function textsOfElement(node) {
  if (!ts.isJsxElement(node) || node.openingElement.tagName.getText() !== 'Trans') return undefined;
  const key = node.openingElement.attributes.properties.find((one) => one.name?.getText() === 'i18nKey');
  const value = key && ts.isJsxAttribute(key) ? key.initializer : undefined;
  const written = value && ts.isJsxExpression(value) ? value.expression : value;
  return [{ key: literal(written), text: childrenOf(node.children) }];
}

/** @param {ts.Node | undefined} node */
function literal(node) {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/**
 * What stands between the tags, as i18next names it: elements by their place, `<0>text</0>`, values by their names,
 * `{{name}}`.
 * @param {readonly ts.JsxChild[]} children
 * @returns {string | undefined}
 */
function childrenOf(children) {
  const kept = children.filter((child) => !isBlank(child));
  const parts = kept.map((child, index) => childText(child, index));
  return parts.includes(undefined) ? undefined : parts.join('').trim();
}

/**
 * @param {ts.JsxChild} child
 * @param {number} index
 */
function childText(child, index) {
  if (ts.isJsxText(child)) return lines(child.text);
  if (ts.isJsxElement(child)) {
    const inner = childrenOf(child.children);
    return inner === undefined ? undefined : `<${index}>${inner}</${index}>`;
  }
  if (ts.isJsxSelfClosingElement(child)) return `<${index}></${index}>`;
  return ts.isJsxExpression(child) ? expressionText(child.expression) : undefined;
}

/** @param {ts.Expression | undefined} expression */
function expressionText(expression) {
  if (!expression) return '';
  const object = ts.isAsExpression(expression) ? expression.expression : expression;
  if (!ts.isObjectLiteralExpression(object)) return literal(expression);
  const [name] = object.properties;
  return name?.name ? `{{${name.name.getText()}}}` : undefined;
}

/**
 * Lines of a text within tags, as React joins them.
 * @param {string} text
 */
function lines(text) {
  const all = text.split('\n');
  return all
    .map((line, index) => (index > 0 ? line.trimStart() : line))
    .map((line, index) => (index < all.length - 1 ? line.trimEnd() : line))
    .filter((line) => line !== '')
    .join(' ');
}

/** @param {ts.JsxChild} child */
const isBlank = (child) => ts.isJsxText(child) && child.text.trim() === '' && child.text.includes('\n');

/**
 * Texts by nested keys, as the files of a language hold them, in the order of the alphabet.
 * @param {readonly Text[]} texts
 * @param {(problem: string) => void} complain told of a key with two texts, and of one that another begins with
 * @returns {Record<string, unknown>}
 */
export function nested(texts, complain) {
  /** @type {Map<string, Text>} */
  const byKey = new Map();
  for (const text of texts) {
    const other = byKey.get(text.key);
    if (other && other.text !== text.text) complain(`${text.place}: ${text.key} has another text at ${other.place}`);
    byKey.set(text.key, text);
  }
  /** @type {Record<string, any>} */
  const root = {};
  for (const { key, text, place } of [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const path = key.split('.');
    const name = path.pop() ?? '';
    let at = root;
    for (const step of path) at = at[step] ??= {};
    if (typeof at !== 'object' || name in at) complain(`${place}: ${key} is the beginning of another key, or has one`);
    else at[name] = text;
  }
  return root;
}
