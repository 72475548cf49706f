import type { APIRequestContext, Page } from '@playwright/test';

/** The app's id in Grafana. */
export const APP = 'chatwatch-app';

/** All pages: the path below the app's and the title. */
export const PAGES = [
  ['', 'Overview'],
  ['objectives', 'Objectives'],
  ['api', 'API'],
  ['realtime', 'Realtime'],
  ['data', 'Data'],
  ['runtime', 'Runtime'],
  ['alerts', 'Alerts'],
  ['live-channel', 'Live channel'],
  ['configuration', 'Configuration'],
] as const;

/** Grafana's own pages ask its catalogue, which is not there offline; a reader without favourites has none stored. */
const OTHERS = /\/api\/gnet\/|\/user-storage\//;

/** Collects what goes wrong while a page is open: errors of its code, and what Grafana or what is behind it refuses. */
export function watchFailures(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('response', (response) => {
    const url = response.url();
    if (response.status() >= 400 && !OTHERS.test(url)) failures.push(`${String(response.status())} ${url}`);
  });
  return failures;
}

/** A rule as Grafana tells it. */
export interface Rule {
  readonly uid: string;
  readonly health: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly alerts?: readonly unknown[] | null;
}

/** All rules that Grafana evaluates. */
export async function readRules(request: APIRequestContext): Promise<Rule[]> {
  const answer = await request.get('/api/prometheus/grafana/api/v1/rules');
  // As Grafana documents it.
  const { data } = (await answer.json()) as { data: { groups: { rules: Rule[] }[] } };
  return data.groups.flatMap(({ rules }) => rules);
}
