import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from '@jest/globals';
import { Heartbeat } from './heartbeat.js';

let heartbeat: Heartbeat | undefined;
let told: boolean[];

afterEach(() => heartbeat?.close());

const start = (ask: () => Promise<unknown>): Heartbeat => {
  told = [];
  return (heartbeat = new Heartbeat({ ask, onChange: (isUp) => told.push(isUp) }));
};
const fail = (): Promise<never> => Promise.reject(new Error('refused'));

it('is down before the first answer, up with it, and tells of changes alone', async () => {
  let ask: () => Promise<unknown> = fail;
  const beat = start(() => ask());
  await beat.beat();
  expect([beat.isUp, told]).toEqual([false, []]);
  ask = () => Promise.resolve();
  await beat.beat();
  await beat.beat();
  expect([beat.isUp, told]).toEqual([true, [true]]);
  beat.lost(new Error('cut'));
  beat.lost(new Error('cut'));
  expect([beat.isUp, told]).toEqual([false, [true, false]]);
});

it('is down where no answer comes in time', async () => {
  const answers = [Promise.resolve(), new Promise(() => undefined)];
  const beat = start(() => answers.shift() ?? fail());
  await beat.beat();
  await beat.beat();
  expect([beat.isUp, told]).toEqual([false, [true, false]]);
});

it('asks once however many want to know', async () => {
  let asked = 0;
  const beat = start(() => Promise.resolve((asked += 1)));
  await Promise.all([beat.beat(), beat.beat(), beat.beat()]);
  expect(asked).toBe(1);
});

it('does not take a standstill of this process for silence of the server', async () => {
  // An answer that has arrived is read only after the timers that are due.
  const beat = start(() => readFile(import.meta.filename));
  await beat.beat();
  const answered = beat.beat();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
  await answered;
  expect([beat.isUp, told]).toEqual([true, [true]]);
});

it('tells nothing more once it is closed', async () => {
  const beat = start(() => Promise.resolve());
  const answered = beat.beat();
  beat.close();
  await answered;
  expect(told).toEqual([]);
});
