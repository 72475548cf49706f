import React from 'react';
import type { AppRootProps } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { HEALTH } from '@chatwatch/dashboards/browser';

/** The console. */
export default function App({ meta }: AppRootProps) {
  return <PluginPage subTitle={meta.id}>{HEALTH.kept.word}</PluginPage>;
}
