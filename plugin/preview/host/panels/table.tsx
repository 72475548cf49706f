import type { PanelProps } from '@grafana/data';
import type { TableSortByFieldState } from '@grafana/ui';
import { Table } from '@grafana/ui';
import { isEmpty, NoData } from './no-data';

interface Options {
  readonly sortBy?: TableSortByFieldState[];
}

/** Rows and columns of one frame. */
export function TablePanel(props: PanelProps<Options>) {
  const { data, width, height, options, timeRange } = props;
  const [frame] = data.series;
  if (!frame || isEmpty(props)) return <NoData {...props} />;
  return (
    <Table
      data={frame}
      width={width}
      height={height}
      timeRange={timeRange}
      {...(options.sortBy && { initialSortBy: options.sortBy })}
    />
  );
}
