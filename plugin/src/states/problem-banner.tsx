import React, { useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useControls } from '../controls';
import { t } from '../locales/text';
import { ProblemBoard, ProblemBoardContext, useBoardProblems } from './problem-board';
import { ProblemAlert } from './problem-note';

/** Tells what the parts below it report, each problem once, above them all. */
export const WithProblemBanner = ({ children }: { children: ReactNode }) => {
  const [board] = useState(() => new ProblemBoard());
  return (
    <ProblemBoardContext.Provider value={board}>
      <Banner board={board} />
      {children}
    </ProblemBoardContext.Provider>
  );
};

const Banner = ({ board }: { board: ProblemBoard }) => {
  const styles = useStyles2(getStyles);
  const { timeZone } = useControls();
  const problems = useBoardProblems(board);
  if (problems.length === 0) return null;
  return (
    <section className={styles.banner} aria-label={t('states.problems', 'What is wrong')}>
      {problems.map(({ problem, onRetry, canRetry, asOf }) => (
        <ProblemAlert key={problem.title} problem={problem} onRetry={canRetry ? onRetry : undefined}>
          {asOf !== undefined && (
            <span>
              {t('states.kept-since', 'What is still shown is of {{time}}, and may be over.', {
                time: dateTimeFormat(asOf, { timeZone }),
              })}
            </span>
          )}
        </ProblemAlert>
      ))}
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  banner: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  }),
});
