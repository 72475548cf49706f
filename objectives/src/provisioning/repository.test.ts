import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { provisioningFiles, type Change } from '../testing/provisioning-factory.js';
import { repositoryProblems } from './repository.js';

describe('the check of a repository', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const provision = (...changes: Change[]) => {
    for (const { path, text } of provisioningFiles(...changes)) write(`provisioning/grafana/${path}`, text);
  };
  const board = (uid: string, panels: unknown) => {
    write(`dashboards/json/${uid}.json`, JSON.stringify({ uid, title: uid, panels }));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'provisioning-'));
    provision();
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('finds panels in the dashboards, also those in closed rows', () => {
    board('board', [{ id: 7, type: 'row', panels: [{ id: 1, type: 'stat' }] }]);
    expect(repositoryProblems(root)).toEqual([]);
  });

  it('names each alert that points at a dashboard or a panel that is not there', () => {
    expect(repositoryProblems(root)).toHaveLength(2);
    board('board', [{ id: 2, type: 'stat' }]);
    expect(repositoryProblems(root)).toEqual([
      expect.stringMatching(/^alerting\/rules\.yml:\d+:\d+ groups\[0\]\.rules\[0\]\.panelId: is no panel of board$/),
      expect.stringMatching(/^alerting\/rules\.yml:\d+:\d+ groups\[0\]\.rules\[1\]\.panelId: is no panel of board$/),
    ]);
  });

  it('lets an app be provisioned once the repository has it', () => {
    board('board', [{ id: 1 }]);
    write('provisioning/grafana/plugins/app.yml', 'apiVersion: 1\napps: [{ type: chatwatch-app }]\n');
    expect(repositoryProblems(root)).toEqual([expect.stringContaining('is not installed')]);
    write('plugin/src/plugin.json', '{}');
    expect(repositoryProblems(root)).toEqual([]);
  });
});

it('finds nothing wrong with what this repository gives Grafana', () => {
  expect(repositoryProblems(fileURLToPath(new URL('../../..', import.meta.url)))).toEqual([]);
});
