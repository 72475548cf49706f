import React, { startTransition, useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useChromeHeaderHeight } from '@grafana/runtime';
import { Combobox, InlineField, MultiCombobox, useStyles2 } from '@grafana/ui';
import { useServicePresence, type ServicePresence } from '../data/prometheus';
import { t } from '../locales/text';
import { useControls } from './controls';
import { prometheusDataSources } from './data-sources';
import { TimeControls } from './time-controls';

const optionsOf = (values: readonly string[], chosen: readonly string[]) =>
  [...new Set([...values, ...chosen])].map((value) => ({ value, label: value }));

interface LabelPickerProps {
  id: string;
  label: string;
  values: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

const LabelPicker = ({ id, label, values, chosen, onChange }: LabelPickerProps) => {
  const options = useMemo(() => optionsOf(values, chosen), [values, chosen]);
  return (
    <InlineField label={label} htmlFor={id} transparent={false}>
      <MultiCombobox
        id={id}
        options={options}
        value={[...chosen]}
        placeholder={t('controls.all', 'All')}
        width="auto"
        minWidth={12}
        maxWidth={40}
        onChange={(picked) => {
          onChange(picked.map(({ value }) => value));
        }}
      />
    </InlineField>
  );
};

/** The pickers wait for the first answer, and so long again for what the page asks with it; without one so long at most. */
const AFTER_ANSWER_MS = 200;
const UNANSWERED_MS = 1_000;

/**
 * Whether the pickers are drawn. They take longer to draw than the rest of the bar and of the page's frame together, so
 * what the page asks goes first.
 */
const useAreDrawn = (isAnswered: boolean): boolean => {
  const [areDrawn, setAreDrawn] = useState(false);
  useEffect(() => {
    const draw = (): void => {
      startTransition(() => {
        setAreDrawn(true);
      });
    };
    const timer = setTimeout(draw, isAnswered ? AFTER_ANSWER_MS : UNANSWERED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isAnswered]);
  return areDrawn;
};

/** The bar on every page: data source, job, instance, time and refresh. */
export const ControlsBar = () => {
  const presence = useServicePresence();
  const styles = useStyles2(getStyles, useChromeHeaderHeight() ?? 0);
  const areDrawn = useAreDrawn(presence.state !== 'loading');
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('controls.label', 'What is looked at')}>
      {areDrawn && <Pickers presence={presence} />}
    </div>
  );
};

const Pickers = ({ presence }: { presence: ServicePresence }) => {
  const styles = useStyles2(getGroupStyles);
  const { dataSource, jobs, instances, change } = useControls();
  const dataSources = prometheusDataSources().map(({ uid, name }) => ({ value: uid, label: name }));
  return (
    <>
      <div className={styles.group}>
        <InlineField label={t('controls.data-source', 'Data source')} htmlFor="chatwatch-data-source">
          <Combobox
            id="chatwatch-data-source"
            options={dataSources}
            value={dataSource ?? null}
            placeholder={t('controls.none', 'None')}
            width="auto"
            minWidth={16}
            maxWidth={40}
            onChange={({ value }) => {
              change({ dataSource: value });
            }}
          />
        </InlineField>
        <LabelPicker
          id="chatwatch-job"
          label={t('controls.job', 'Job')}
          values={presence.jobs}
          chosen={jobs}
          onChange={(chosen) => {
            change({ jobs: chosen, instances: [] });
          }}
        />
        <LabelPicker
          id="chatwatch-instance"
          label={t('controls.instance', 'Instance')}
          values={presence.instances}
          chosen={instances}
          onChange={(chosen) => {
            change({ instances: chosen });
          }}
        />
      </div>
      <div className={styles.group}>
        <TimeControls />
      </div>
    </>
  );
};

const getStyles = (theme: GrafanaTheme2, headerHeight: number) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    // As high as with the pickers in it, so that nothing jumps when they come.
    minHeight: theme.spacing(6.25),
    marginBottom: theme.spacing(2),
    // A surface of its own, as what is under it scrolls and its page may be of either colour.
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    // What Grafana's parts are made with (React Aria) never lets go of an element that is taken away while a transition
    // of it runs, nor of the page that it was on.
    '& button, & input, & svg': { transition: 'none' },
    // Stays in reach on long pages, below Grafana's own bar.
    [theme.breakpoints.up('md')]: {
      position: 'sticky',
      top: headerHeight,
      zIndex: theme.zIndex.navbarFixed,
    },
  }),
});

const getGroupStyles = (theme: GrafanaTheme2) => ({
  group: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& > *': { margin: 0, alignItems: 'center' },
  }),
});
