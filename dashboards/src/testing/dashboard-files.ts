import { readdirSync, readFileSync } from 'node:fs';

/** What the checks read of a panel of a dashboard's JSON. */
export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat?: string;
    readonly datasource: { readonly uid: string };
  }[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit?: string;
      readonly noValue?: string;
      readonly thresholds?: ThresholdsJson;
      readonly custom?: { readonly axisSoftMax?: number };
    };
    readonly overrides: readonly { readonly properties: readonly { readonly id: string; readonly value: unknown }[] }[];
  };
}

/** Colours of numbers, from the lowest up. */
export interface ThresholdsJson {
  readonly steps: readonly { readonly value: number | null; readonly color: string }[];
}

/** What the checks read of a dashboard's JSON. */
export interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly refresh?: number;
      readonly multi?: boolean;
      readonly includeAll?: boolean;
      /** Of a data source its type, else what is asked. */
      readonly query: string | { readonly query: string };
    }[];
  };
  readonly annotations: {
    readonly list: readonly { readonly expr: string; readonly enable: boolean; readonly placement?: string }[];
  };
  readonly links: readonly { readonly keepTime: boolean; readonly includeVars: boolean; readonly placement?: string }[];
  readonly panels: readonly PanelJson[];
}

const folder = new URL('../../json/', import.meta.url);

/** The text of every dashboard, by its name, as it lies in the repository. */
export const dashboardTexts = (): Map<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -'.json'.length), readFileSync(new URL(file, folder), 'utf8')]),
  );

/** Every dashboard as it lies in the repository. */
export const dashboardFiles = (): { name: string; json: DashboardJson }[] =>
  // The cast is safe: another test holds the files to what the SDK's types let the code write.
  [...dashboardTexts()].map(([name, text]) => ({ name, json: JSON.parse(text) as DashboardJson }));

/** The panels of a dashboard without its headings. */
export const panelsOf = ({ panels }: DashboardJson): PanelJson[] => panels.filter(({ type }) => type !== 'row');
