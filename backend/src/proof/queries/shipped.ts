import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A query as a file of a dashboard has it. */
export interface ShippedQuery {
  /** Title of the dashboard. */
  readonly dashboard: string;
  readonly uid: string;
  readonly panelId: number;
  readonly panel: string;
  readonly expr: string;
  /** It asks for the present alone, not for the time range. */
  readonly isInstant: boolean;
  readonly hasExemplars: boolean;
}

/** What a dashboard asks before its panels do. */
interface ShippedVariable {
  readonly dashboard: string;
  readonly name: string;
  /** `label_values(selector, label)`. */
  readonly query: string;
}

/** All that dashboards ask. */
export interface ShippedDashboards {
  readonly count: number;
  readonly panels: number;
  readonly queries: readonly ShippedQuery[];
  readonly variables: readonly ShippedVariable[];
  /** Annotations over all panels. */
  readonly annotations: readonly { readonly dashboard: string; readonly expr: string }[];
}

const panelSchema = z.object({
  id: z.int(),
  title: z.string().default(''),
  targets: z
    .array(z.object({ expr: z.string(), instant: z.boolean().optional(), exemplar: z.boolean().optional() }))
    .default([]),
});

const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(panelSchema),
  templating: z.object({
    list: z.array(z.object({ type: z.string(), name: z.string(), query: z.unknown() })),
  }),
  annotations: z.object({ list: z.array(z.object({ expr: z.string().optional() })) }),
});

type ShippedDashboard = z.output<typeof dashboardSchema>;

const variableQuery = z.object({ query: z.string() });

const folder = new URL('../../../../dashboards/json/', import.meta.url);

/** Reads the files that Grafana loads. @throws {ZodError} for one that is no dashboard */
export const shippedDashboards = async (): Promise<ShippedDashboards> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const dashboards = await Promise.all(
    names.map(async (name) => dashboardSchema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')))),
  );
  return {
    count: dashboards.length,
    panels: dashboards.flatMap(({ panels }) => panels.filter(({ targets }) => targets.length > 0)).length,
    queries: dashboards.flatMap(queriesOf),
    variables: dashboards.flatMap(({ title, templating }) =>
      templating.list
        .filter(({ type }) => type === 'query')
        .map(({ name, query }) => ({ dashboard: title, name, query: variableQuery.parse(query).query })),
    ),
    annotations: dashboards.flatMap(({ title, annotations }) =>
      annotations.list.flatMap(({ expr }) => (expr === undefined ? [] : [{ dashboard: title, expr }])),
    ),
  };
};

const queriesOf = ({ title, uid, panels }: ShippedDashboard): ShippedQuery[] =>
  panels.flatMap((panel) =>
    panel.targets.map(({ expr, instant = false, exemplar = false }) => ({
      dashboard: title,
      uid,
      panelId: panel.id,
      panel: panel.title,
      expr,
      isInstant: instant,
      hasExemplars: exemplar,
    })),
  );
