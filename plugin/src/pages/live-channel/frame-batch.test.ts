import { expect, it } from '@jest/globals';
import { FrameBatch } from './frame-batch';

/** A screen that draws when told to. */
function screen() {
  let drawn = 0;
  const waiting = new Map<number, () => void>();
  return {
    request: (draw: () => void) => {
      waiting.set(++drawn, draw);
      return drawn;
    },
    cancel: (id: number) => {
      waiting.delete(id);
    },
    draw: () => {
      const draws = [...waiting.values()];
      waiting.clear();
      for (const draw of draws) draw();
      return draws.length;
    },
  };
}

it('hands a burst on once a frame, in order', () => {
  const frames = screen();
  const batches: (readonly number[])[] = [];
  const batch = new FrameBatch<number>((entries) => batches.push(entries), { frames });
  for (let entry = 0; entry < 1_000; entry++) batch.push(entry);
  expect(batches).toEqual([]);
  expect(frames.draw()).toBe(1);
  expect(batches).toEqual([Array.from({ length: 1_000 }, (_, entry) => entry)]);
  expect(frames.draw()).toBe(0);
});

it('does not collect for ever where no frame is drawn, as on a hidden page', () => {
  const frames = screen();
  const sizes: number[] = [];
  const batch = new FrameBatch<number>((entries) => sizes.push(entries.length), { frames, most: 10 });
  for (let entry = 0; entry < 25; entry++) batch.push(entry);
  expect(sizes).toEqual([10, 10]);
  expect(frames.draw()).toBe(1);
  expect(sizes).toEqual([10, 10, 5]);
});

it('lets the last entry be amended while it waits', () => {
  const frames = screen();
  const seen: string[] = [];
  const batch = new FrameBatch<string>((entries) => seen.push(...entries), { frames });
  batch.amendLast((entry) => `${entry}!`);
  batch.push('a');
  batch.push('b');
  batch.amendLast((entry) => `${entry}!`);
  frames.draw();
  expect(seen).toEqual(['a', 'b!']);
});

it('hands nothing on of what it was told to forget', () => {
  const frames = screen();
  const seen: number[] = [];
  const batch = new FrameBatch<number>((entries) => seen.push(...entries), { frames });
  batch.push(1);
  batch.clear();
  expect(frames.draw()).toBe(0);
  expect(seen).toEqual([]);
});
