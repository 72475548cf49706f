import React, { useEffect, useState, type SyntheticEvent } from 'react';
import { Alert, Button, Stack } from '@grafana/ui';
import { saveApp, type StoredApp } from '../../data/grafana/app-settings';
import { t } from '../../locales/text';
import { problemFrom, type Problem } from '../../problems';
import { ProblemAlert } from '../../states';
import { draftOf, faultsOf, isChanged, isSavable, secretOf, settingsOf, type Draft } from './draft';
import { ConsoleFields, ServiceFields } from './settings-fields';
import { useUnsavedGuard } from './use-unsaved-guard';

interface SettingsFormProps {
  stored: StoredApp;
  /** Why nothing can be changed here; undefined where it can. */
  readOnly: string | undefined;
  /** Called once everything is saved. */
  onSaved: () => void;
}

/** What the app has to know: addresses, the token, the way of the live channel, the data source. */
export const SettingsForm = ({ stored, readOnly, onSaved }: SettingsFormProps) => {
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [saving, setSaving] = useState<'no' | 'yes' | 'done'>('no');
  const [problem, setProblem] = useState<Problem>();
  const changed = isChanged(draft, stored);
  useUnsavedGuard(changed && saving !== 'done');
  useEffect(() => {
    // Only now, as the guard has let go of the page.
    if (saving === 'done') onSaved();
  }, [saving, onSaved]);
  const faults = faultsOf(draft, window.location.href);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
  };
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setSaving('yes');
    setProblem(undefined);
    try {
      await saveApp(settingsOf(draft, stored), stored.pinned, secretOf(draft));
      setSaving('done');
    } catch (error) {
      setSaving('no');
      setProblem(problemFrom(error, 'grafana'));
    }
  };
  const isReadOnly = readOnly !== undefined;
  return (
    <form onSubmit={(event) => void save(event)} aria-label={t('configuration.settings', 'Settings')}>
      {isReadOnly && <Alert severity="info" title={readOnly} />}
      <ServiceFields draft={draft} faults={faults} isReadOnly={isReadOnly} onChange={change} />
      <ConsoleFields draft={draft} faults={faults} isReadOnly={isReadOnly} onChange={change} />
      {problem && <ProblemAlert problem={problem} />}
      {!isReadOnly && (
        <Stack gap={1} alignItems="center">
          <Button type="submit" disabled={!isSavable(faults) || saving !== 'no'} icon="save">
            {t('configuration.save', 'Save & test')}
          </Button>
          {changed && saving === 'no' && <span>{t('configuration.not-saved', 'Not saved yet')}</span>}
        </Stack>
      )}
    </form>
  );
};
