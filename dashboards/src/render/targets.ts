import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import type { View } from '../model.js';
import type { Query } from '../queries/query.js';

/** The data source that the reader has chosen. */
export const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Numbers and tables tell the present: the last point of a range may be from before traffic ended. */
const isInstant = (view: View): boolean => view === 'stat' || view === 'table';

/** The letter that Grafana knows a panel's query by. */
export const refIdOf = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

/** A query as a panel asks it. */
export const targetOf = (query: Query, index: number, view: View): DataqueryBuilder => {
  const target = new DataqueryBuilder()
    .refId(refIdOf(index))
    .datasource(DATA_SOURCE)
    .expr(query.expr)
    .legendFormat(query.legend);
  if (isInstant(view)) target.instant();
  else target.range();
  if (query.isHeatmap) target.format(PromQueryFormat.Heatmap);
  else if (view === 'table') target.format(PromQueryFormat.Table);
  if (query.hasExemplars && !isInstant(view)) target.exemplar(true);
  return target;
};
