import React from 'react';
import { afterEach, expect, it } from '@jest/globals';
import type { AppRootProps } from '@grafana/data';
import { cleanup, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { renderInHost } from '../testing/host';
import App from './app';
import { PAGE_PARTS, preloadPage } from './page-parts';

const PATH = '/a/chatwatch-app';
const props = { meta: { id: 'chatwatch-app', jsonData: {} } } as unknown as AppRootProps;

afterEach(cleanup);

it('draws a page at once whose code was loaded before, and no frame in its place', async () => {
  preloadPage(PATH);
  await PAGE_PARTS.overview.page.load();
  renderInHost(
    <Routes>
      <Route path="/a/chatwatch-app/*" element={<App {...props} />} />
    </Routes>,
    { path: PATH },
  );
  // Not awaited: the frame of a page that is under way has one place for what is to come, the page has several.
  expect(screen.getAllByRole('status', { name: 'Loading' }).length).toBeGreaterThan(1);
});

it('loads nothing for an address that no page has', () => {
  expect(() => {
    preloadPage('/a/chatwatch-app/nowhere/at/all');
    preloadPage('/');
  }).not.toThrow();
});
