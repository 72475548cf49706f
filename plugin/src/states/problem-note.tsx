import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { t } from '../locales/text';
import type { Problem } from '../problems';
import { useProblem } from './problem-board';
import { QuietNote } from './quiet-note';

interface ProblemAlertProps {
  problem: Problem;
  /** Asks again. */
  onRetry?: (() => void) | undefined;
  /** More to know about it. */
  children?: ReactNode;
}

interface ProblemNoteProps extends Omit<ProblemAlertProps, 'children'> {
  /** Milliseconds: since when what is shown below is not refreshed. */
  asOf?: number | undefined;
}

/** A part of a page that could not get what it shows: a short line where the page's banner tells the rest. */
export const ProblemNote = ({ problem, onRetry, asOf }: ProblemNoteProps) => {
  const isTold = useProblem(problem, { onRetry, asOf });
  return isTold ? (
    <QuietNote title={problem.title} asOf={asOf} />
  ) : (
    <ProblemAlert problem={problem} onRetry={onRetry} />
  );
};

/** What is wrong, and what to do about it. */
export const ProblemAlert = ({ problem, onRetry, children }: ProblemAlertProps) => {
  const styles = useStyles2(getStyles);
  const { title, whatToDo, detail, action } = problem;
  return (
    <Alert severity="warning" title={title} className={styles.note}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{whatToDo}</span>
        {children}
        {detail !== undefined && (
          <details>
            <summary>{t('states.detail', 'Details')}</summary>
            <pre className={styles.detail}>{detail}</pre>
          </details>
        )}
        {(action ?? onRetry) && (
          <Stack gap={1}>
            {action && (
              <LinkButton size="sm" variant="secondary" href={locationUtil.assureBaseUrl(action.href)}>
                {action.text}
              </LinkButton>
            )}
            {onRetry && (
              <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
                {t('states.retry', 'Try again')}
              </Button>
            )}
          </Stack>
        )}
      </Stack>
    </Alert>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ margin: 0, width: '100%' }),
  detail: css({
    margin: theme.spacing(1, 0, 0),
    maxHeight: theme.spacing(20),
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
