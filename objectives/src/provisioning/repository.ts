import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as z from 'zod';
import { APP_ID } from '../rules/names.js';
import type { Panels } from './alert-rule-issues.js';
import { provisioningProblems, type ProvisioningFile } from './provisioning-problems.js';

const panel = z.object({ id: z.int() });

/** As much of a dashboard as tells which panels it has; rows hold panels of their own when they are closed. */
const dashboard = z.object({
  uid: z.string(),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })).default([]),
});

function filesUnder(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Panels of the repository's dashboards by uid. */
function dashboardPanels(root: string): Panels {
  const read = filesUnder(join(root, 'dashboards/json'), '.json').map((path) =>
    dashboard.parse(JSON.parse(readFileSync(path, 'utf8'))),
  );
  return new Map(
    read.map(({ uid, panels }) => [
      uid,
      new Set(panels.flatMap(({ id, panels: inner }) => [id, ...inner.map((p) => p.id)])),
    ]),
  );
}

/** What is wrong with `provisioning/grafana` of the repository at `root`, a line each. */
export function repositoryProblems(root: string): string[] {
  const folder = join(root, 'provisioning/grafana');
  const files = filesUnder(folder, '').map((path): ProvisioningFile => ({
    path: path.slice(folder.length + 1).replaceAll(sep, '/'),
    text: readFileSync(path, 'utf8'),
  }));
  const apps = existsSync(join(root, 'plugin/src/plugin.json')) ? [APP_ID] : [];
  return provisioningProblems(files, { panels: dashboardPanels(root), apps: new Set(apps) });
}
