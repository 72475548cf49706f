import React from 'react';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { PageBoundary } from './page-boundary';

beforeEach(() => {
  // React tells the console of each error that a boundary takes.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

const fate: { error: Error | undefined } = { error: undefined };

const Page = () => {
  if (fate.error) throw fate.error;
  return <p>content</p>;
};

const renderPage = (error: Error) => {
  fate.error = error;
  return render(
    <PageBoundary place="/one">
      <Page />
    </PageBoundary>,
  );
};

it('says that a page failed, and tries again', () => {
  renderPage(new Error('no such field'));
  expect(screen.getByText('This page failed')).not.toBeNull();
  expect(screen.getByText('no such field')).not.toBeNull();
  fate.error = undefined;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('content')).not.toBeNull();
});

it('asks to load again where a file of the app is gone', () => {
  renderPage(Object.assign(new Error('Loading chunk 7 failed.'), { name: 'ChunkLoadError' }));
  expect(screen.getByText('The app was updated')).not.toBeNull();
  expect(screen.getByRole('button', { name: 'Load again' })).not.toBeNull();
});

it('takes another address for another try', () => {
  const { rerender } = renderPage(new Error('x'));
  fate.error = undefined;
  rerender(
    <PageBoundary place="/two">
      <Page />
    </PageBoundary>,
  );
  expect(screen.getByText('content')).not.toBeNull();
});
