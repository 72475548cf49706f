import React from 'react';
import { expect, it } from '@jest/globals';
import type { AppRootProps } from '@grafana/data';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { FakePrometheus } from '../testing/fake-prometheus';
import { renderInHost } from '../testing/host';
import { objectiveAnswers } from '../testing/objective-answers';
import App from './app';

const props = { meta: { id: 'chatwatch-app', jsonData: {} } } as unknown as AppRootProps;

const renderApp = (prometheus: FakePrometheus, path?: string) =>
  renderInHost(
    <Routes>
      <Route path="/a/chatwatch-app/*" element={<App {...props} />} />
    </Routes>,
    { prometheus: { 'chatwatch-prometheus': prometheus }, ...(path ? { path } : {}) },
  );

it('shows the state of an objective', async () => {
  renderApp(new FakePrometheus(objectiveAnswers([{ id: 'delivery', state: 'broken' }])));
  expect(await screen.findAllByText('Broken')).not.toEqual([]);
});

it('says what to do where Prometheus has no metrics of the service', async () => {
  const prometheus = new FakePrometheus({ 'group by (job, instance)': [] });
  renderApp(prometheus);
  expect(await screen.findAllByText('This Prometheus has no metrics of the chat service')).not.toEqual([]);
});
