import React from 'react';
import { expect, it } from '@jest/globals';
import type { AppRootProps } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import App from './app';

it('shows the console', () => {
  render(<App {...({ meta: { id: 'chatwatch-app' } } as AppRootProps)} />);
  expect(screen.getByText('Kept')).not.toBeNull();
});
