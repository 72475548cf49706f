import React, { useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2, type IconName } from '@grafana/data';
import { Button, Icon, Spinner, Stack, Text, useStyles2 } from '@grafana/ui';
import { t } from '../../../locales/text';
import { CONNECTION_TESTS, type ConnectionTest, type Tested } from './tests';
import { useTests, type TestState } from './use-tests';
import type { Verdict } from './verdict';

interface ConnectionsProps {
  tested: Tested;
  /** Runs all of them as soon as they are shown. */
  isDue: boolean;
}

/** The tests of all connections, each with what was found and how to mend it. */
export const Connections = ({ tested, isDue }: ConnectionsProps) => {
  const styles = useStyles2(getStyles);
  const { states, run } = useTests(tested);
  const wasDue = useRef(false);
  useEffect(() => {
    if (!isDue || wasDue.current) return;
    wasDue.current = true;
    run(CONNECTION_TESTS);
  }, [isDue, run]);
  return (
    <section aria-labelledby="chatwatch-connections">
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <h3 id="chatwatch-connections">{t('configuration.connections', 'Connections')}</h3>
        <Button
          size="sm"
          variant="secondary"
          icon="play"
          onClick={() => {
            run(CONNECTION_TESTS);
          }}
        >
          {t('configuration.test-all', 'Test all')}
        </Button>
      </Stack>
      <ul className={styles.list} aria-live="polite">
        {CONNECTION_TESTS.map((test) => (
          <Row
            key={test.id}
            test={test}
            state={states[test.id]}
            onRun={() => {
              run([test]);
            }}
          />
        ))}
      </ul>
    </section>
  );
};

interface RowProps {
  test: ConnectionTest;
  state: TestState | undefined;
  onRun: () => void;
}

const Row = ({ test, state, onRun }: RowProps) => {
  const styles = useStyles2(getStyles);
  const title = test.title();
  return (
    <li className={styles.row}>
      <div className={styles.mark}>
        <Mark state={state} />
      </div>
      <div className={styles.words}>
        <Text weight="medium">{title}</Text>
        {state?.state === 'done' && <Found verdict={state.verdict} tookMs={state.tookMs} />}
      </div>
      <Button
        size="sm"
        fill="text"
        disabled={state?.state === 'running'}
        aria-label={t('configuration.test-one', 'Test: {{title}}', { title })}
        onClick={onRun}
      >
        {t('configuration.test-this', 'Test')}
      </Button>
    </li>
  );
};

const Found = ({ verdict: { outcome, says, remedy }, tookMs }: { verdict: Verdict; tookMs: number }) => (
  <>
    <div>
      <Text weight="medium">{outcomeWord(outcome)}</Text>: {says}{' '}
      <Text color="secondary" variant="bodySmall">
        {formattedValueToString(getValueFormat('ms')(tookMs, 0))}
      </Text>
    </div>
    {remedy !== undefined && (
      <div style={{ maxWidth: '90ch' }}>
        <Text color="secondary">{remedy}</Text>
      </div>
    )}
  </>
);

const outcomeWord = (outcome: Verdict['outcome']): string => {
  switch (outcome) {
    case 'passed':
      return t('configuration.passed', 'Works');
    case 'warned':
      return t('configuration.warned', 'Take care');
    case 'failed':
      return t('configuration.failed', 'Does not work');
  }
};

const ICONS: Readonly<Record<Verdict['outcome'], IconName>> = {
  passed: 'check-circle',
  warned: 'exclamation-triangle',
  failed: 'times-circle',
};

const Mark = ({ state }: { state: TestState | undefined }) => {
  const styles = useStyles2(getStyles);
  if (state === undefined) return <Icon name="circle" className={styles.untested} aria-hidden />;
  if (state.state === 'running') return <Spinner inline />;
  const { outcome } = state.verdict;
  return <Icon name={ICONS[outcome]} className={styles[outcome]} aria-hidden />;
};

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  row: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 1.5),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  mark: css({ width: theme.spacing(2.5), flexShrink: 0 }),
  words: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
  }),
  untested: css({ color: theme.colors.text.disabled }),
  passed: css({ color: theme.colors.success.text }),
  warned: css({ color: theme.colors.warning.text }),
  failed: css({ color: theme.colors.error.text }),
});
