import React from 'react';
import { css } from '@emotion/css';
import { getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../locales/text';
import { type Buckets, total } from '../delivery/buckets';
import { duration } from './duration';

interface HistogramProps {
  here: Buckets;
  /** What readers reported, with the same edges; undefined where none did. */
  readers: Buckets | undefined;
}

const share = (buckets: Buckets | undefined, at: number): number | undefined => {
  const all = buckets === undefined ? 0 : total(buckets);
  return all === 0 ? undefined : (buckets?.counts[at] ?? 0) / all;
};

const Share = ({ of }: { of: number | undefined }) => {
  const styles = useStyles2(getStyles);
  const { text, suffix = '' } = getValueFormat('percentunit')(of ?? 0, of !== undefined && of > 0 && of < 0.1 ? 1 : 0);
  const shown = of === undefined ? '–' : `${text}${suffix}`;
  return (
    <td>
      <span className={styles.share}>
        <span className={styles.number}>{shown}</span>
        {of !== undefined && of > 0 && <span className={styles.bar} style={{ flexGrow: of }} aria-hidden />}
      </span>
    </td>
  );
};

/** How delivery times are spread, as this page saw them and as readers reported them; from the first to the last used bucket. */
export const Histogram = ({ here, readers }: HistogramProps) => {
  const styles = useStyles2(getStyles);
  const used = here.counts.map((count, at) => count > 0 || (readers?.counts[at] ?? 0) > 0);
  const first = Math.max(0, used.indexOf(true));
  const last = Math.max(first, used.lastIndexOf(true));
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        <Trans i18nKey="live-channel.histogram.title">Share of messages by delivery time</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans i18nKey="live-channel.histogram.time">Time</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="live-channel.histogram.here">Here</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="live-channel.histogram.readers">Readers</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {here.counts.slice(first, last + 1).map((_, offset) => {
          const at = first + offset;
          const edge = here.edges[at];
          return (
            <tr key={at}>
              <th scope="row">
                {edge === undefined
                  ? t('live-channel.histogram.over', 'over {{time}}', { time: duration(here.edges.at(-1)) })
                  : t('live-channel.histogram.up-to', '≤ {{time}}', { time: duration(edge) })}
              </th>
              <Share of={share(here, at)} />
              <Share of={share(readers, at)} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    'th:first-of-type': { width: '26%' },
    fontVariantNumeric: 'tabular-nums',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.25, 0.5), textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
    th: { color: theme.colors.text.secondary },
  }),
  caption: css({ captionSide: 'top', color: theme.colors.text.secondary, padding: theme.spacing(0, 0.5, 0.5) }),
  share: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  number: css({ flex: '0 0 38px', textAlign: 'right' }),
  bar: css({ height: 8, minWidth: 2, background: theme.visualization.getColorByName('blue') }),
});
