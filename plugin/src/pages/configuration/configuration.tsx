import React, { useCallback, useEffect, useMemo, useState } from 'react';
import { locationService } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import { chooseDataSource, prometheusDataSources } from '../../controls/data-sources';
import { fetchApp, type StoredApp } from '../../data/grafana/app-settings';
import { CONTROL_PARAMS } from '../../links';
import { t } from '../../locales/text';
import { problemFrom, type Problem } from '../../problems';
import type { Settings } from '../../settings';
import { ProblemNote, Skeleton } from '../../states';
import { currentUser, mayDo } from '../../user';
import { Connections } from './connections/connections';
import { ObjectivesInForce } from './objectives-in-force';
import { SettingsForm } from './settings-form';

interface ConfigurationProps {
  /** Loads the page again, as Grafana hands settings out with it. */
  reload?: () => void;
}

/** Parameter of the address that says that the tests are to be run. */
const DUE = 'test';

const reloadPage = (): void => {
  window.location.reload();
};

const mayEdit = (): boolean => {
  const { isGrafanaAdmin, ...user } = currentUser();
  // Of the host's own kind of enumeration, which is no part of its package.
  const orgRole: string | undefined = user.orgRole;
  // Outside of Grafana nobody is signed in, and whoever answers decides.
  return orgRole === undefined || isGrafanaAdmin === true || orgRole === 'Admin' || mayDo('plugins:write');
};

const whyReadOnly = ({ jsonData }: StoredApp): string | undefined => {
  if (!mayEdit()) return t('configuration.not-admin', 'Only administrators may change these settings.');
  return jsonData.isProvisioned === true
    ? t('configuration.provisioned', 'These settings come from a provisioning file of Grafana; change them there.')
    : undefined;
};

/** Everything the app has to know, tests of all its connections, and the objectives in force. */
export default function Configuration({ reload = reloadPage }: ConfigurationProps) {
  const [stored, setStored] = useState<StoredApp>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const given = new AbortController();
    fetchApp(given.signal).then(setStored, (error: unknown) => {
      if (!given.signal.aborted) setProblem(problemFrom(error, 'grafana'));
    });
    return () => {
      given.abort();
    };
  }, []);
  const saved = useCallback(() => {
    locationService.partial({ [DUE]: 'all' }, true);
    reload();
  }, [reload]);
  if (problem) return <ProblemNote problem={problem} />;
  if (stored === undefined) return <Skeleton height={640} />;
  return (
    <Stack direction="column" gap={4}>
      <SettingsForm stored={stored} readOnly={whyReadOnly(stored)} onSaved={saved} />
      <Checked stored={stored} />
    </Stack>
  );
}

const Checked = ({ stored }: { stored: StoredApp }) => {
  const [isDue] = useState(() => locationService.getSearch().get(DUE) === 'all');
  useEffect(() => {
    if (isDue) locationService.partial({ [DUE]: null }, true);
  }, [isDue]);
  const tested = useMemo(() => {
    // Its kinds were not checked: a test of something odd says what is wrong with it.
    const settings = stored.jsonData as Settings;
    const inAddress = locationService.getSearch().get(CONTROL_PARAMS.dataSource) ?? undefined;
    const dataSource = chooseDataSource(prometheusDataSources(), inAddress, settings.dataSource);
    return { settings, hasToken: stored.hasToken, dataSource };
  }, [stored]);
  return (
    <>
      <Connections tested={tested} isDue={isDue} />
      <ObjectivesInForce dataSource={tested.dataSource} />
    </>
  );
};
