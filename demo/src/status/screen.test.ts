import { describe, expect, it } from '@jest/globals';
import { NO_TOTALS } from '../replay/ledger/totals.js';
import { objectiveStatus, status } from '../testing/factories.js';
import { paint } from './paint.js';
import { renderScreen } from './screen.js';

const plain = (given: Parameters<typeof status>[0] = {}, width = 120) =>
  renderScreen(status(given), width).map((line) => paint(line, false));

describe('renderScreen', () => {
  it('shows time, traffic, connections and the ledger', () => {
    expect(plain().slice(0, 7)).toEqual([
      'Chatwatch  real chat traffic, replayed  00:01:05 elapsed · 00:07:42 left',
      'trace        01:05:00 of 08:47:07 at 60×',
      '',
      'messages     210/s       14,000 sent · 13,998 acknowledged · peak 433/s',
      'deliveries   5,260/s     349,950 checked · p50 1.2 ms  p95 6.4 ms  p99 12 ms',
      'connections  200 of 200  0 reconnects · 120 channels opened, 0 failed',
      'ledger       ✓ each message once, in order, as it was sent · 50 copies and 2 answers under way',
    ]);
  });

  it('says where to look', () => {
    expect(plain().at(-1)).toBe(
      'Open http://127.0.0.1:4000 in a browser · metrics at http://127.0.0.1:3000/metrics · Ctrl-C ends with a summary',
    );
  });

  it.each([
    ['met', '✓', 'met'],
    ['missed', '✗', 'missed'],
    ['no_data', '·', 'no data'],
    ['too_few_events', '·', 'not enough data'],
    ['too_early', '·', 'too early'],
    ['external', '·', 'measured elsewhere'],
  ] as const)('tells an objective that is %s from the others without colour', (state, mark, word) => {
    const row = plain({ objectives: [objectiveStatus({ state })] }).find((line) => line.includes('Error rate'));
    expect(row).toMatch(new RegExp(`^${mark} Error rate +0 % +${word} +≤ 0.1 %$`));
  });

  it('shows a dash for a value that is not there', () => {
    const objectives = [objectiveStatus({ state: 'no_data', value: null, shown: '' })];
    expect(plain({ objectives }).find((line) => line.includes('Error rate'))).toMatch(/Error rate +– +no data/);
  });

  it('adds the promises in words where there is room', () => {
    const promise = 'At most 0.1 % of requests fail through a fault of the service.';
    expect(plain({}, 139).join('\n')).not.toContain(promise);
    expect(plain({}, 160).join('\n')).toContain(promise);
  });

  it.each([1, 20, 40, 79, 80, 200])('has no line that is wider than %i columns', (width) => {
    const widths = plain({ behindSeconds: 3 }, width).map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(width);
  });

  it('marks what is cut off', () => {
    expect(plain({}, 30)[0]).toBe('Chatwatch  real chat traffic,…');
  });

  it('names the faults of the ledger', () => {
    const totals = { ...NO_TOTALS, lost: 3, doubled: 2, outOfOrder: 1 };
    const line = plain({ totals }).find((text) => text.startsWith('ledger'));
    expect(line).toContain('✗ 3 lost · 2 doubled · 1 out of order · 0 changed · 0 failed');
  });

  it('says how far behind it is, from a second on', () => {
    expect(plain({ behindSeconds: 0.99 })[1]).not.toContain('behind');
    expect(plain({ behindSeconds: 1 })[1]).toContain('! 1.0 s behind');
  });

  it('says when nothing was delivered', () => {
    expect(plain({ recentMs: undefined })[4]).toContain('nothing delivered');
  });

  it('colours what is met and what is missed', () => {
    const objectives = [objectiveStatus(), objectiveStatus({ state: 'missed' })];
    const lines = renderScreen(status({ objectives }), 100).map((line) => paint(line, true));
    expect(lines.join('\n')).toContain('\u001b[32m✓ \u001b[0m');
    expect(lines.join('\n')).toContain('\u001b[31m✗ \u001b[0m');
  });
});
