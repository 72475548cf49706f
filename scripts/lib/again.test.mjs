import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runWithSecondChance } from './again.mjs';
import { capture } from './command.mjs';
import { inRoot } from './project.mjs';

/** @type {string} */
let folder;
/** @type {string[]} */
let outputs;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatwatch-again-'));
  outputs = [];
  writeFileSync(join(folder, 'package.json'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string[]} more */
const jest = async (more) => {
  const { code, output } = await capture(
    process.execPath,
    [inRoot('node_modules/jest/bin/jest.js'), '--rootDir', folder, ...more],
    { cwd: folder },
  );
  outputs.push(output);
  return code;
};

/** @param {string} name @param {string} body */
const testFile = (name, body) => writeFileSync(join(folder, `${name}.test.js`), `test('${name}', () => { ${body} });`);

/** Fails the first time only. */
const onceOnly = () => {
  const mark = JSON.stringify(join(folder, 'mark'));
  return `const fs = require('fs'); if (!fs.existsSync(${mark})) { fs.writeFileSync(${mark}, ''); throw new Error('once'); }`;
};

test('what fails once passes in the end, and is run again without the others', async () => {
  testFile('sound', '');
  testFile('shaky', onceOnly());
  expect(await runWithSecondChance(jest, [])).toBe(0);
  expect(outputs).toHaveLength(2);
  expect(outputs[1]).toContain('shaky');
  expect(outputs[1]).not.toContain('sound');
});

test('what goes on after its time keeps nothing from being run again', async () => {
  testFile('endless', `setInterval(() => {}, 1000); ${onceOnly()}`);
  expect(await runWithSecondChance(jest, [])).toBe(0);
  expect(outputs).toHaveLength(2);
});

test('what fails twice fails', async () => {
  testFile('broken', 'throw new Error("always")');
  expect(await runWithSecondChance(jest, [])).toBe(1);
  expect(outputs).toHaveLength(2);
});

test('many failures are no chance: nothing is run again', async () => {
  for (const name of ['a', 'b', 'c', 'd']) testFile(name, onceOnly().replaceAll('mark', `mark-${name}`));
  expect(await runWithSecondChance(jest, [])).toBe(1);
  expect(outputs).toHaveLength(1);
  expect(existsSync(join(folder, 'mark-a'))).toBe(true);
});

test('nothing is run again where everything passed', async () => {
  testFile('sound', '');
  expect(await runWithSecondChance(jest, [])).toBe(0);
  expect(outputs).toHaveLength(1);
});
