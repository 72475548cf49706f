import React from 'react';
import { expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { t } from './text';

it('shows values letter by letter, and none as HTML', () => {
  const name = 'R&D <b>bold</b> "a/b"';
  render(<p>{t('test.value', 'It is {{name}}.', { name })}</p>);
  expect(screen.getByText(`It is ${name}.`).children).toHaveLength(0);
});

it.each([
  [1, '1 promise'],
  [2, '2 promises'],
])('chooses the plural of %d', (count, text) => {
  const forms = { defaultValue_one: '{{count}} promise', defaultValue_other: '{{count}} promises' };
  expect(t('test.plural', '{{count}} promises', { count, ...forms })).toBe(text);
});
