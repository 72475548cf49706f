import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

describe('the generator’s command line', () => {
  it('says on standard error how it is used, and exits with 2, when it does not know an argument', () => {
    const command = fileURLToPath(new URL('./generate.js', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--chekc'], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'usage: generate.js [--check] [--scrape=<file>]\n',
    });
  });
});
