import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { loadObjectives } from './load.js';
import { alertRules } from './rules/alert-rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'docs/runbooks');
const names = readdirSync(folder);
/** Pages whose links are followed; paths from `docs`. */
const pages = ['change-an-objective.md', 'adopt-without-our-backend.md', ...names.map((name) => `runbooks/${name}`)];
const read = (path: string) => readFileSync(path, 'utf8');
const alerts = alertRules(loadObjectives()).groups.flatMap(({ rules }) => rules);

/** Anchors as GitHub makes them of headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const dashboards = readdirSync(join(root, 'dashboards/json')).map(
  (name) => (JSON.parse(read(join(root, 'dashboards/json', name))) as { uid: string }).uid,
);

/** What is wrong with a link of a page; undefined when it leads somewhere. */
function fault(page: string, link: string): string | undefined {
  const grafana = /^http:\/\/localhost:3001\/(?:d\/([\w-]+)|explore)(?:\?|$)/.exec(link);
  if (grafana) return grafana[1] === undefined || dashboards.includes(grafana[1]) ? undefined : 'no such dashboard';
  if (/^https?:/.test(link)) return 'leads out of the repository and its Grafana';
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return 'no such file';
  if (anchor === undefined || anchors(read(file)).includes(anchor)) return undefined;
  return 'no such heading';
}

function linksOf(path: string): string[] {
  return [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

describe('the pages for who is on call, and for who adopts', () => {
  it('have a page for every objective', () => {
    const wanted = loadObjectives().map(({ runbook }) => `${runbook}.md`);
    expect(names).toEqual(expect.arrayContaining(wanted));
  });

  it('have the page that each alert names', () => {
    for (const { annotations } of alerts) expect(existsSync(join(root, annotations.runbook_url ?? ''))).toBe(true);
  });

  it('have no page that nobody leads to', () => {
    const objectives = loadObjectives().map(({ runbook }) => runbook);
    const ofAlerts = alerts.map(({ annotations }) => /([\w-]+)\.md$/.exec(annotations.runbook_url ?? '')?.[1] ?? '');
    const wanted = new Set(['README', ...objectives, ...ofAlerts]);
    expect(names.filter((name) => !wanted.has(name.replace(/\.md$/, '')))).toEqual([]);
    expect(linksOf(join(folder, 'README.md'))).toEqual(
      expect.arrayContaining(names.filter((name) => name !== 'README.md')),
    );
  });

  it.each(pages)('%s leads nowhere in vain', (name) => {
    const page = join(root, 'docs', name);
    const faults = linksOf(page).flatMap((link) => {
      const found = fault(page, link);
      return found === undefined ? [] : [`${link}: ${found}`];
    });
    expect(faults).toEqual([]);
  });

  it.each(names.filter((name) => name !== 'README.md'))('%s answers what one asks at night', (name) => {
    const headings = [...read(join(folder, name)).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'What it means',
      'What users feel',
      'Look first',
      'Likely causes',
      'What to do',
      'It is over when',
    ]);
  });
});
