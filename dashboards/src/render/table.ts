import { TableCellDisplayMode, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DataTransformerConfig, DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import type { Column, Panel } from '../model.js';
import { numberColours, stateMappings } from './colours.js';
import { linksOfRow } from './links.js';
import { refIdOf } from './targets.js';

/** The name that Grafana gives the field of a column: that of the label, or that of a query's value. */
const fieldOf = ({ from }: Column, queries: number): string => {
  if (typeof from === 'string') return from;
  return queries === 1 ? 'Value' : `Value #${refIdOf(from)}`;
};

const transformationsOf = (columns: readonly Column[], queries: number): DataTransformerConfig[] => {
  const fields = columns.map((column) => fieldOf(column, queries));
  const values = Array.from({ length: queries }, (_, from) => fieldOf({ from, title: '' }, queries));
  const hidden = ['Time', ...values.filter((value) => !fields.includes(value))];
  const organize = {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(hidden.map((field) => [field, true])),
      indexByName: Object.fromEntries(fields.map((field, index) => [field, index])),
      renameByName: Object.fromEntries(columns.map(({ title }, index) => [fields[index] ?? '', title])),
    },
  };
  return queries === 1 ? [organize] : [{ id: 'merge', options: {} }, organize];
};

const propertiesOf = (column: Column, panel: Panel): DynamicConfigValue[] => {
  const properties: DynamicConfigValue[] = [];
  const unit = typeof column.from === 'number' ? panel.queries[column.from]?.unit : undefined;
  if (unit !== undefined) {
    properties.push({ id: 'unit', value: unit });
    // An empty cell is one that does not apply to its row; the panel's own words are for a table without rows.
    properties.push({ id: 'noValue', value: '–' });
  }
  // Three digits keep 99.999 % apart from 100 %.
  if (unit === 'percentunit') properties.push({ id: 'decimals', value: 3 });
  if (column.width !== undefined) properties.push({ id: 'custom.width', value: column.width });
  if (column.leadsToObjective) properties.push({ id: 'links', value: linksOfRow() });
  if (column.isState) {
    properties.push({ id: 'mappings', value: stateMappings() });
    properties.push({ id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorBackground, mode: 'basic' } });
  }
  if (column.limit !== undefined) {
    properties.push({ id: 'thresholds', value: numberColours(column.limit).build() });
    properties.push({ id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } });
  }
  return properties;
};

/** Rows of what the queries' labels name; several queries are put together by the labels that they share. */
export const table = (panel: Panel): PanelBuilder => {
  const columns = panel.columns ?? [];
  const builder = new PanelBuilder()
    .unit('none')
    .thresholds(numberColours(undefined))
    .transformations(transformationsOf(columns, panel.queries.length));
  if (panel.sortBy !== undefined) {
    builder.sortBy([new TableSortByFieldStateBuilder().displayName(panel.sortBy).desc(false)]);
  }
  for (const column of columns) builder.overrideByName(column.title, propertiesOf(column, panel));
  return builder;
};
