import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { formatTarget } from './format.js';
import { loadObjectives } from './load.js';

describe('the built-in objectives', () => {
  it('promise what the project set out to promise', () => {
    const promised = loadObjectives().map((objective) => [objective.id, formatTarget(objective)]);
    expect(Object.fromEntries(promised)).toEqual({
      'api-response-time': '≥ 95 % within 200 ms',
      'page-load': '≥ 95 % within 2 s',
      'message-delivery-time': '≥ 99 % within 50 ms',
      'memory-growth': '≤ 10 %/h',
      'error-rate': '≤ 0.1 %',
      'concurrent-users': '≥ 1,000 users',
      'database-query-time': '≤ 50 ms',
      'cache-hit-rate': '≥ 80 %',
      'bundle-size': '≤ 500 KB',
      'cpu-utilization': '≤ 60 %',
      'heap-growth': '≤ 50 MB/h',
      'payload-size': '≥ 99 % within 100 KB',
      'delivery-success': '≤ 0.1 %',
      availability: '≥ 99.9 %',
    });
  });
});

describe('another file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'objectives-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is refused by its own path and line when it is wrong', () => {
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, 'objectives:\n  - id: x\n');
    expect(() => loadObjectives(path)).toThrow(
      expect.objectContaining({
        code: 'objectives_invalid',
        message: expect.stringContaining(`${path}:2:5 objectives[0].title: is required`),
      }),
    );
  });

  it('is named when it cannot be read', () => {
    const path = join(folder, 'absent.yaml');
    expect(() => loadObjectives(path)).toThrow(
      expect.objectContaining({ code: 'objectives_unreadable', message: expect.stringContaining(path) }),
    );
  });
});
