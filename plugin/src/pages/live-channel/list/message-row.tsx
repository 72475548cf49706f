import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { t } from '../../../locales/text';
import type { LiveMessage } from '../log/live-message';
import { DeliveryChip } from './delivery-chip';
import { isLong } from './scrolling';

interface MessageRowProps {
  message: LiveMessage;
  /** It is the first one of its day. */
  beginsDay: boolean;
  timeZone: string;
  boundMs: number | undefined;
  isExpanded: boolean;
  onExpand(seq: number): void;
}

/** A moment in full; formatting is what a row costs most, so that it is done once. */
const PRECISE = 'YYYY-MM-DD HH:mm:ss.SSS Z';
/** Where in it `HH:mm:ss` stands. */
const TIME_OF_DAY = [11, 19] as const;

const formatted = (time: number, timeZone: string, format: string): string =>
  dateTimeFormat(time, { timeZone, format });

const Files = ({ files }: Pick<LiveMessage, 'files'>) => {
  const styles = useStyles2(getStyles);
  return (
    <>
      {files.map(({ id, name, sizeBytes }) => {
        const { text, suffix = '' } = getValueFormat('bytes')(sizeBytes, 0);
        return (
          <span key={id} className={styles.file}>
            <Icon name="file-alt" size="sm" aria-hidden /> {name}{' '}
            <span className={styles.muted}>{`${text}${suffix}`}</span>
          </span>
        );
      })}
    </>
  );
};

const Content = ({ message, isExpanded, onExpand }: Pick<MessageRowProps, 'message' | 'isExpanded' | 'onExpand'>) => {
  const styles = useStyles2(getStyles);
  const { seq, content, deletedAt } = message;
  if (deletedAt !== undefined) {
    return (
      <span className={styles.deleted}>
        <Trans i18nKey="live-channel.row.deleted">This message was deleted.</Trans>
      </span>
    );
  }
  const isCut = !isExpanded && isLong(content);
  return (
    <>
      <span className={cx(styles.content, isCut && styles.cut)}>{content}</span>
      {isCut && (
        <Button
          variant="secondary"
          fill="text"
          size="sm"
          onClick={() => {
            onExpand(seq);
          }}
        >
          <Trans i18nKey="live-channel.row.show-all">Show all of it</Trans>
        </Button>
      )}
    </>
  );
};

/** One message. Everything in it is text: nothing from the network becomes markup, an address or a picture. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, beginsDay, timeZone, boundMs } = props;
  const { author, createdAt, editedAt, deletedAt, deliveryMs } = message;
  const styles = useStyles2(getStyles);
  const written = formatted(createdAt, timeZone, PRECISE);
  return (
    <>
      {beginsDay && <div className={styles.day}>{formatted(createdAt, timeZone, 'dddd, LL')}</div>}
      <div className={styles.row}>
        <time className={styles.time} dateTime={new Date(createdAt).toISOString()} title={written}>
          {written.slice(...TIME_OF_DAY)}
        </time>
        <div className={styles.text}>
          <span className={styles.author}>{author.name}</span>
          <Content {...props} />
          {editedAt !== undefined && deletedAt === undefined && (
            <span className={styles.muted} title={formatted(editedAt, timeZone, PRECISE)}>
              {t('live-channel.row.edited', '(edited)')}
            </span>
          )}
          <Files files={message.files} />
        </div>
        {deliveryMs !== undefined && <DeliveryChip deliveryMs={deliveryMs} boundMs={boundMs} />}
      </div>
    </>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  day: css({
    padding: theme.spacing(1, 1, 0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  row: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    ':hover': { background: theme.colors.action.hover },
  }),
  time: css({
    flexShrink: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    lineHeight: theme.typography.body.lineHeight,
  }),
  text: css({ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  author: css({ fontWeight: theme.typography.fontWeightMedium, marginRight: theme.spacing(0.75) }),
  content: css({ whiteSpace: 'pre-wrap' }),
  cut: css({ display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 12, overflow: 'hidden' }),
  deleted: css({ color: theme.colors.text.secondary, fontStyle: 'italic' }),
  muted: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginLeft: theme.spacing(0.5),
  }),
  file: css({ display: 'block', color: theme.colors.text.secondary }),
});
