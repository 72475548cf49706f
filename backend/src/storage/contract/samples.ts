import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { Sample, SamplePoint } from '../sample-store.js';
import { newId } from './fixtures.js';

const MINUTE = 60_000;
/** Recent, as samples are not kept for ever; at a full hour. */
const START = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;

export function describeSamples(store: CurrentStore): void {
  const put = (...samples: Sample[]): Promise<void> => store().samples.put(samples, Date.now());
  const read = (type: string, given: { from?: number; to?: number; stepMs?: number } = {}): Promise<SamplePoint[]> =>
    store().samples.read({ type, from: START, to: START + 10 * MINUTE, stepMs: MINUTE, ...given });

  /** A series of one value a minute: 0, 1, 2, ... */
  const series = (type: string, labels: Sample['labels'], count: number): Sample[] =>
    Array.from({ length: count }, (_, index) => ({ type, labels, value: index, at: START + index * MINUTE }));

  describe('samples', () => {
    it('are read as they were put where a step holds one', async () => {
      const type = newId();
      await put(...series(type, { node: 'a' }, 3));
      const expected = [0, 1, 2].map((value) => ({ at: START + value * MINUTE, labels: { node: 'a' }, value }));
      expect(await read(type)).toEqual(expected);
      expect(await read(newId())).toEqual([]);
    });

    it('are averaged over each step that holds several, and no step is made up', async () => {
      const type = newId();
      await put(...series(type, {}, 5), { type, labels: {}, value: -0.5, at: START + 9 * MINUTE });
      expect(await read(type, { stepMs: 2 * MINUTE })).toEqual([
        { at: START, labels: {}, value: 0.5 },
        { at: START + 2 * MINUTE, labels: {}, value: 2.5 },
        { at: START + 4 * MINUTE, labels: {}, value: 4 },
        { at: START + 8 * MINUTE, labels: {}, value: -0.5 },
      ]);
    });

    it('are read from a time on, inside, to a time, outside, in steps counted from the epoch', async () => {
      const type = newId();
      await put(...series(type, {}, 6));
      const points = await read(type, { from: START + MINUTE, to: START + 4 * MINUTE, stepMs: 2 * MINUTE });
      expect(points).toEqual([
        { at: START, labels: {}, value: 1 },
        { at: START + 2 * MINUTE, labels: {}, value: 2.5 },
      ]);
    });

    it('are kept apart by labels, whose order does not count, and come by time, then by labels', async () => {
      const type = newId();
      const at = START;
      await put(
        { type, labels: { node: 'b', disk: '/' }, value: 1, at },
        { type, labels: { node: 'a "quoted"', disk: '/' }, value: 2, at },
        { type, labels: { disk: '/', node: 'b' }, value: 4, at: at + 1 },
        { type, labels: {}, value: 8, at: at - MINUTE },
      );
      expect(await read(type, { from: START - MINUTE })).toEqual([
        { at: START - MINUTE, labels: {}, value: 8 },
        { at: START, labels: { disk: '/', node: 'a "quoted"' }, value: 2 },
        { at: START, labels: { disk: '/', node: 'b' }, value: 2.5 },
      ]);
    });

    it('may be put again', async () => {
      const type = newId();
      const samples = series(type, { node: 'a' }, 3);
      await put(...samples);
      await put(...samples, { type, labels: { node: 'a' }, value: 3, at: START + 3 * MINUTE });
      expect((await read(type)).map(({ value }) => value)).toEqual([0, 1, 2, 3]);
      expect(await read(type, { stepMs: 60 * MINUTE })).toMatchObject([{ value: 1.5 }]);
    });

    it('are refused together when one is no number', async () => {
      const type = newId();
      const broken = { type, labels: {}, value: Number.NaN, at: START };
      await expect(put(...series(type, {}, 2), broken)).rejects.toMatchObject({ code: 'store_rejected' });
      expect(await read(type)).toEqual([]);
      await put();
    });

    it('are put by the thousand', async () => {
      const type = newId();
      const many = Array.from({ length: 2_000 }, (_, index) => ({
        type,
        labels: { series: String(index % 10) },
        value: index % 10,
        at: START + Math.floor(index / 10) * 1_000,
      }));
      await put(...many);
      const points = await read(type, { stepMs: 10 * MINUTE });
      expect(points.map(({ value }) => value)).toEqual(Array.from({ length: 10 }, (_, index) => index));
    });
  });
}
