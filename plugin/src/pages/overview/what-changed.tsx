import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { queries } from '@chatwatch/dashboards/browser';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { useControls } from '../../controls';
import { useQueries, type Ask } from '../../data/prometheus';
import { TextAnchor, useLinks, type Links } from '../../links';
import { t } from '../../locales/text';
import { DataState } from '../../states';
import { formatSpan } from '../../objectives/format';
import { alertsFrom } from './changes/alerts';
import type { Change } from './changes/change';
import { startsFrom } from './changes/starts';
import { TimeLine } from './changes/time-line-view';
import { changeIcon, changeWords } from './changes/words';

const { changeQueries } = queries;

const ASKS: readonly Ask[] = [
  { query: changeQueries.starts, kind: 'range' },
  { query: changeQueries.alerts, kind: 'range' },
];

const PAGE_SIZE = 8;
const HEIGHT = 160;

const hrefOf = (change: Change, links: Links): string => {
  if (change.kind !== 'alert') return links.page('runtime');
  return change.objective === undefined ? links.page('alerts') : links.page('objectives', { detail: change.objective });
};

const lasted = (change: Change): string =>
  change.kind === 'alert' && change.until !== undefined
    ? t('overview.change.lasted', 'after {{time}}', { time: formatSpan((change.until - change.at) / 1000) })
    : '';

/** Deploys, starts and alerts of the time range on one line, and in words. */
export const WhatChanged = () => {
  const styles = useStyles2(getStyles);
  const { range, timeZone } = useControls();
  const links = useLinks();
  const answered = useQueries(ASKS);
  const [limit, setLimit] = useState(PAGE_SIZE);
  const span = useMemo(() => ({ from: range.from.valueOf(), to: range.to.valueOf() }), [range]);
  const [starts = [], alerts = []] = answered.answers;
  const changes = useMemo(
    () => [...startsFrom(starts, span), ...alertsFrom(alerts, span)].sort((a, b) => b.at - a.at),
    [starts, alerts, span],
  );
  const timeOf = (at: number): string => dateTimeFormat(at, { timeZone });
  const left = changes.length - limit;
  return (
    <section className={styles.section} aria-labelledby="what-changed">
      <h2 id="what-changed" className={styles.heading}>
        {t('overview.what-changed', 'What changed')}
      </h2>
      <DataState
        answered={answered}
        isEmpty={changes.length === 0}
        empty={{
          title: t('overview.nothing-changed', 'Nothing changed'),
          because: t('overview.nothing-changed-because', 'No process started and no alert fired in this time range.'),
        }}
        height={HEIGHT}
      >
        <TimeLine changes={changes} span={span} hrefOf={(change) => hrefOf(change, links)} timeOf={timeOf} />
        <ol className={styles.list}>
          {changes.slice(0, limit).map((change, index) => (
            <li key={index} className={styles.change}>
              <time dateTime={new Date(change.at).toISOString()} className={styles.time}>
                {change.kind === 'alert' && change.isOlder
                  ? t('overview.change.before', 'before {{time}}', {
                      time: timeOf(change.at),
                    })
                  : timeOf(change.at)}
              </time>
              <Icon name={changeIcon(change)} aria-hidden />
              <TextAnchor href={hrefOf(change, links)}>{changeWords(change)}</TextAnchor>
              <span className={styles.time}>{lasted(change)}</span>
            </li>
          ))}
        </ol>
        {left > 0 && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            onClick={() => {
              setLimit(limit + 5 * PAGE_SIZE);
            }}
          >
            {t('overview.change.more', '{{left}} more', { left })}
          </Button>
        )}
      </DataState>
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  heading: css({ ...theme.typography.h4, margin: 0 }),
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  change: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    svg: { alignSelf: 'center' },
  }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
