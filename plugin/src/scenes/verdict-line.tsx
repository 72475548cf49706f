import React, { useEffect, useState } from 'react';
import { css, cx } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { Icon, Text, useStyles2 } from '@grafana/ui';
import { healthColour, healthIcon, type Health } from '../health';
import { t } from '../locales/text';
import { panelSituation } from './panel-situation';
import { runnerOf, type PageScene, type PlacedPanel } from './page-scene';
import { inUnit, lastValue, silenceOf, verdictOf, type Verdict } from './verdict';

const isAnswered = (data: PanelData | undefined): boolean =>
  data?.state === LoadingState.Done || data?.state === LoadingState.Error;

/** The verdicts of a page's numbers; undefined until all of them were asked once. */
const useVerdicts = (scene: PageScene): readonly Verdict[] | undefined => {
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>();
  useEffect(() => {
    const judged = scene.panels.filter(({ panel }) => panel.view === 'stat' && panel.limit !== undefined);
    const dataOf = ({ viz }: PlacedPanel) => runnerOf(viz)?.state.data;
    const judge = (): void => {
      const datas = judged.map(dataOf);
      // While another answer is under way the last one stands.
      if (!datas.every(isAnswered)) return;
      setVerdicts(
        judged.flatMap(({ panel }, index) => {
          // What could not be asked is no silence of the service.
          if (panelSituation(panel, datas[index]).kind === 'failed') return [];
          return verdictOf(panel, lastValue(datas[index])) ?? [];
        }),
      );
    };
    judge();
    const subscriptions = judged.map(({ viz }) => runnerOf(viz)?.subscribeToState(judge));
    return () => {
      for (const subscription of subscriptions) subscription?.unsubscribe();
    };
  }, [scene]);
  return verdicts;
};

const allowed = ({ panel, limit }: Verdict): string =>
  limit.comparison === 'atMost'
    ? t('scenes.verdict.at-most', 'at most {{limit}}', { limit: inUnit(panel, limit.value) })
    : t('scenes.verdict.at-least', 'at least {{limit}}', { limit: inUnit(panel, limit.value) });

const sentenceOf = (verdict: Verdict): string => {
  const { panel, value } = verdict;
  if (value === undefined) {
    const why = silenceOf(panel) ?? t('scenes.verdict.silent', 'no data');
    return t('scenes.verdict.unknown', '{{what}}: {{why}}', { what: panel.title, why });
  }
  const words = { what: panel.title, value: inUnit(panel, value), limit: allowed(verdict) };
  if (verdict.isKept === true) return t('scenes.verdict.kept', '{{what}} is {{value}} ({{limit}})', words);
  return t('scenes.verdict.broken', '{{what}} is {{value}}, and should be {{limit}}', words);
};

const stateOf = ({ isKept }: Verdict): Health => {
  if (isKept === undefined) return 'waiting';
  return isKept ? 'kept' : 'broken';
};

/** In plain words what is fine on a page and what is not, by the limits of its numbers. */
export const VerdictLine = ({ scene }: { scene: PageScene }) => {
  const styles = useStyles2(getStyles);
  const verdicts = useVerdicts(scene);
  if (verdicts === undefined || verdicts.length === 0) return <div className={styles.line} aria-hidden />;
  const broken = verdicts.filter(({ isKept }) => isKept === false);
  return (
    <div className={styles.line} role="status">
      <Text element="span" weight="medium">
        {headline(verdicts.length, broken.length, verdicts.filter(({ isKept }) => isKept === true).length)}
      </Text>
      {[...broken, ...verdicts.filter((verdict) => !broken.includes(verdict))].map((verdict) => (
        <Sentence key={verdict.panel.id} verdict={verdict} />
      ))}
    </div>
  );
};

const headline = (all: number, broken: number, kept: number): string => {
  if (broken > 0) return t('scenes.verdict.some-broken', 'Not as promised: {{broken}} of {{all}}.', { broken, all });
  if (kept === 0) return t('scenes.verdict.nothing', 'Nothing to judge in this time.');
  if (kept < all) return t('scenes.verdict.some-kept', 'What can be judged is as promised.');
  return t('scenes.verdict.all-kept', 'All numbers are as promised.');
};

const Sentence = ({ verdict }: { verdict: Verdict }) => {
  const state = stateOf(verdict);
  const styles = useStyles2(getStyles);
  return (
    <span className={cx(styles.sentence, state === 'broken' && styles.whole)}>
      <Colour state={state} />
      {sentenceOf(verdict)}
      {state === 'broken' ? (
        <Text element="span" color="secondary">
          {t('scenes.verdict.next', 'Look next at {{next}}', { next: verdict.panel.next })}
        </Text>
      ) : null}
    </span>
  );
};

const Colour = ({ state }: { state: Health }) => {
  const className = useStyles2((theme: GrafanaTheme2) =>
    css({ color: theme.visualization.getColorByName(healthColour(state)), flexShrink: 0 }),
  );
  return <Icon name={healthIcon(state)} size="sm" className={className} aria-hidden />;
};

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    minHeight: theme.spacing(3),
  }),
  whole: css({ flexBasis: '100%' }),
  sentence: css({ display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap', gap: theme.spacing(0.75) }),
});
