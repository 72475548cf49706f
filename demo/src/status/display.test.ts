import { describe, expect, it } from '@jest/globals';
import { status } from '../testing/factories.js';
import { LiveDisplay, PlainDisplay, type Output } from './display.js';

function output({ columns = 100, rows = 40 } = {}) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { written, output: { write, columns, rows } satisfies Output };
}

const UP = /\u001b\[(\d+)A/; // eslint-disable-line no-control-regex -- it looks for the sequence that moves up

describe('PlainDisplay', () => {
  it('writes a line for every step that is done, and one a status', () => {
    const { written, output: to } = output();
    const display = new PlainDisplay(to);
    display.step('Service started');
    for (const done of [1, 2, 3]) display.step('Clients connected', { done, total: 3 });
    display.show(status());
    display.close();
    expect(written).toEqual([
      'Service started\n',
      'Clients connected: 3 of 3\n',
      expect.stringContaining('14,000 sent'),
    ]);
  });
});

describe('LiveDisplay', () => {
  it('draws over what it drew before', () => {
    const { written, output: to } = output();
    const display = new LiveDisplay(to, false);
    display.step('Service started');
    display.step('Clients connected', { done: 1, total: 2 });
    display.show(status());
    display.show(status());
    const moves = written.slice(1).map((text) => Number(UP.exec(text)?.[1] ?? 0));
    const lines = written.slice(1).map((text) => text.split('\n').length - 1);
    expect(moves).toEqual([0, ...lines.slice(0, -1)]);
    expect(written[2]).toContain('Service started');
    expect(written[2]).toContain('Clients connected: 1 of 2');
  });

  it('never is higher than the terminal, and leaves out its empty lines first', () => {
    const { written, output: to } = output({ rows: 10 });
    new LiveDisplay(to, false).show(status());
    const lines = (written[1] ?? '').split('\n').slice(0, -1);
    expect(lines.length).toBeLessThan(10);
    expect(lines.join('\n')).toContain('Error rate');
  });

  it('hides the cursor while it draws and shows it at the end', () => {
    const { written, output: to } = output();
    const display = new LiveDisplay(to, true);
    display.close();
    expect(written).toEqual(['\u001b[?25l', '\u001b[?25h']);
  });

  it('has no colours where none are wanted', () => {
    const { written, output: to } = output();
    new LiveDisplay(to, false).show(status());
    expect(written.join('')).not.toContain('\u001b[32m');
  });
});
