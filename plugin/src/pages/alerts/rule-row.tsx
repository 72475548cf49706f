import React, { memo, useId, useState } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeFormatTimeAgo, type GrafanaTheme2 } from '@grafana/data';
import { Badge, IconButton, useStyles2 } from '@grafana/ui';
import type { AlertRule } from '../../data/grafana/alert-rule';
import { t } from '../../locales/text';
import type { ActiveTime } from './history';
import { RuleDetails } from './rule-details';
import { StateBadge } from './state-badge';
import { severityWord } from './state-look';
import { TimeLine } from './time-line';

interface RuleRowProps {
  rule: AlertRule;
  spans: readonly ActiveTime[];
  range: { fromMs: number; toMs: number };
  /** Grafana's id of the unit of the objective's values. */
  unit: string | undefined;
  timeZone: string;
}

/** One rule: its state, since when, what it says, and when it was active; opened, everything about it. */
export const RuleRow = memo(function RuleRow({ rule, spans, range, unit, timeZone }: RuleRowProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const says = rule.lastError ?? rule.alerts[0]?.summary ?? '';
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <IconButton
          name={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          tooltip={
            isOpen
              ? t('alerts.close-rule', 'Hide details of {{name}}', { name: rule.name })
              : t('alerts.open-rule-details', 'Show details of {{name}}', { name: rule.name })
          }
          onClick={() => {
            setOpen(!isOpen);
          }}
        />
        <div className={styles.state}>
          <StateBadge state={rule.state} />
        </div>
        <div className={styles.severity}>
          {rule.severity !== '' && (
            <Badge text={severityWord(rule.severity)} color={rule.severity === 'page' ? 'orange' : 'darkgrey'} />
          )}
        </div>
        <div className={styles.words}>
          <div className={styles.name}>{rule.name}</div>
          {says !== '' && <div className={styles.says}>{says}</div>}
        </div>
        <Since rule={rule} timeZone={timeZone} />
        <div className={styles.timeLine}>
          <TimeLine spans={spans} range={range} />
        </div>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <RuleDetails rule={rule} unit={unit} timeZone={timeZone} />}
      </div>
    </li>
  );
});

const Since = ({ rule: { activeAtMs }, timeZone }: { rule: AlertRule; timeZone: string }) => {
  const styles = useStyles2(getStyles);
  if (activeAtMs === undefined) return <div className={styles.since} />;
  return (
    <time
      className={styles.since}
      dateTime={new Date(activeAtMs).toISOString()}
      title={dateTimeFormat(activeAtMs, { timeZone })}
    >
      {dateTimeFormatTimeAgo(activeAtMs, { timeZone })}
    </time>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  row: css({
    '&:hover': { background: theme.colors.action.hover },
    display: 'grid',
    gridTemplateColumns: '20px 160px 64px minmax(0, 1fr) 120px minmax(120px, 20%)',
    gridTemplateAreas: '"open state severity words since line"',
    alignItems: 'center',
    columnGap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 1.5),
    [theme.breakpoints.down('lg')]: {
      gridTemplateColumns: '20px auto auto minmax(0, 1fr)',
      gridTemplateAreas: '"open state severity since" "open words words words" "open line line line"',
      rowGap: theme.spacing(0.5),
      alignItems: 'start',
    },
  }),
  state: css({ gridArea: 'state' }),
  severity: css({ gridArea: 'severity' }),
  words: css({ gridArea: 'words', minWidth: 0 }),
  name: css({ overflowWrap: 'anywhere' }),
  says: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  since: css({ gridArea: 'since', color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  timeLine: css({ gridArea: 'line' }),
});
