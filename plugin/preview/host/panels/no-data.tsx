import type { PanelProps } from '@grafana/data';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

/** What a panel without data shows: the words it was given for that, as Grafana's own do. */
export function NoData({ fieldConfig }: Pick<PanelProps, 'fieldConfig'>) {
  const style = useStyles2((theme) =>
    css({
      height: '100%',
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      textAlign: 'center',
      color: theme.colors.text.secondary,
    }),
  );
  return <div className={style}>{fieldConfig.defaults.noValue ?? 'No data'}</div>;
}

/** Whether there is not one row in all frames. */
export const isEmpty = ({ data }: Pick<PanelProps, 'data'>): boolean => data.series.every(({ length }) => length === 0);
