import React from 'react';
import { Combobox, Field, Input, RadioButtonGroup, SecretInput } from '@grafana/ui';
import { prometheusDataSources } from '../../controls/data-sources';
import { t } from '../../locales/text';
import { AddressField, FIELD_WIDTH } from './address-field';
import type { Draft, DraftFaults } from './draft';

const TOKEN_ID = 'chatwatch-token';

interface FieldsProps {
  draft: Draft;
  faults: DraftFaults;
  isReadOnly: boolean;
  onChange: (part: Partial<Draft>) => void;
}

/** What leads to the service. */
export const ServiceFields = ({ draft, faults, isReadOnly, onChange }: FieldsProps) => (
  <>
    <AddressField
      id="chatwatch-api-url"
      label={t('configuration.api-url', 'Address of the service, for Grafana’s server')}
      description={t('configuration.api-url-about', 'Where Grafana’s server reaches the chat service.')}
      placeholder={t('configuration.api-url-example', 'http://balancer:3000')}
      value={draft.apiUrl}
      fault={faults.apiUrl}
      asker="server"
      isReadOnly={isReadOnly}
      onChange={(apiUrl) => {
        onChange({ apiUrl });
      }}
    />
    <TokenField draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
    <LiveModeField draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
    <AddressField
      id="chatwatch-public-url"
      label={t('configuration.public-url', 'Address of the service, for browsers')}
      description={t('configuration.public-url-about', 'Needed only where the live channel goes directly.')}
      placeholder={t('configuration.public-url-example', 'https://chat.example')}
      value={draft.publicUrl}
      fault={faults.publicUrl}
      asker="browser"
      isReadOnly={isReadOnly}
      onChange={(publicUrl) => {
        onChange({ publicUrl });
      }}
    />
  </>
);

const TokenField = ({ draft, isReadOnly, onChange }: Omit<FieldsProps, 'faults'>) => (
  <Field
    label={t('configuration.token', 'Service token')}
    description={t(
      'configuration.token-about',
      'SERVICE_TOKEN of the service. Grafana keeps it encrypted and never shows it again; browsers never see it.',
    )}
  >
    {isReadOnly ? (
      <StoredToken id={TOKEN_ID} isStored={draft.apiToken === undefined} />
    ) : (
      <SecretInput
        id={TOKEN_ID}
        width={FIELD_WIDTH}
        isConfigured={draft.apiToken === undefined}
        value={draft.apiToken ?? ''}
        autoComplete="off"
        onReset={() => {
          onChange({ apiToken: '' });
        }}
        onChange={(event) => {
          onChange({ apiToken: event.currentTarget.value });
        }}
      />
    )}
  </Field>
);

/** Without the button that Grafana's field of a secret has, though it be disabled. A label leads to the id it is given. */
const StoredToken = ({ id, isStored }: { id: string; isStored: boolean }) => (
  <Input
    id={id}
    width={FIELD_WIDTH}
    disabled
    value={isStored ? t('configuration.token-stored', 'Stored') : t('configuration.token-missing', 'Missing')}
  />
);

const LiveModeField = ({ draft, isReadOnly, onChange }: Omit<FieldsProps, 'faults'>) => (
  <Field
    label={t('configuration.live-mode', 'Live channel')}
    description={t(
      'configuration.live-mode-about',
      'Through Grafana nothing has to be opened. Directly is for where a proxy in front of Grafana cuts WebSockets.',
    )}
  >
    <RadioButtonGroup
      id="chatwatch-live-mode"
      disabled={isReadOnly}
      value={draft.liveMode}
      options={[
        { value: 'proxy' as const, label: t('configuration.live-proxy', 'Through Grafana') },
        { value: 'direct' as const, label: t('configuration.live-direct', 'Directly') },
      ]}
      onChange={(liveMode) => {
        onChange({ liveMode });
      }}
    />
  </Field>
);

/** What the console is to show, and where it links. */
export const ConsoleFields = ({ draft, faults, isReadOnly, onChange }: FieldsProps) => (
  <>
    <Field
      label={t('configuration.data-source', 'Prometheus')}
      description={t(
        'configuration.data-source-about',
        'The data source that is asked until somebody chooses another; by default the provisioned one.',
      )}
    >
      <Combobox
        id="chatwatch-default-data-source"
        width={FIELD_WIDTH}
        isClearable
        disabled={isReadOnly}
        placeholder={t('configuration.data-source-default', 'By default')}
        value={draft.dataSource === '' ? null : draft.dataSource}
        options={prometheusDataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
        onChange={(option) => {
          onChange({ dataSource: option?.value ?? '' });
        }}
      />
    </Field>
    <AddressField
      id="chatwatch-runbooks"
      label={t('configuration.runbooks', 'Runbooks')}
      description={t('configuration.runbooks-about', 'Where runbooks are, with {runbook} in place of their names.')}
      placeholder={t('configuration.runbooks-example', 'https://wiki.example/runbooks/{runbook}')}
      value={draft.runbooks}
      fault={faults.runbooks}
      asker="browser"
      isReadOnly={isReadOnly}
      onChange={(runbooks) => {
        onChange({ runbooks });
      }}
    />
  </>
);
