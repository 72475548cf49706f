import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { duration } from './duration';

/** One line: half, 95 % and 99 % of the messages took at most so many seconds. */
export interface QuantileLine {
  readonly name: string;
  readonly p50?: number | undefined;
  readonly p95?: number | undefined;
  readonly p99?: number | undefined;
}

interface QuantilesProps {
  lines: readonly QuantileLine[];
}

const QUANTILES = ['p50', 'p95', 'p99'];

/** Quantiles of delivery times side by side. */
export const Quantiles = ({ lines }: QuantilesProps) => {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <Trans i18nKey="live-channel.quantiles.of">Delivery time</Trans>
          </th>
          {QUANTILES.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, p50, p95, p99 }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{duration(p50)}</td>
            <td>{duration(p95)}</td>
            <td>{duration(p99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.25, 0.5), textAlign: 'right', fontWeight: theme.typography.fontWeightRegular },
    'th:first-of-type': { textAlign: 'left' },
    th: { color: theme.colors.text.secondary },
  }),
});
