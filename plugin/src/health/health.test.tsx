import React from 'react';
import { expect, it } from '@jest/globals';
import { HEALTH } from '@chatwatch/dashboards/browser';
import { render, screen } from '@testing-library/react';
import { byUrgency, healthIcon, healthOf, healthWord, type Health } from './health';
import { HealthBadge } from './health-badge';

const ALL = Object.keys(HEALTH) as Health[];

it.each(ALL)('says %s in the word of the dashboards', (health) => {
  expect(healthWord(health)).toBe(HEALTH[health].word);
  expect(healthOf(HEALTH[health].value)).toBe(health);
});

it('tells every state apart without its colour', () => {
  expect(new Set(ALL.map(healthIcon)).size).toBe(ALL.length);
});

it('knows no state for other numbers', () => {
  expect(healthOf(99)).toBeUndefined();
  expect(healthOf(undefined)).toBeUndefined();
});

it('puts first what to look at first', () => {
  expect(
    ['kept', 'silent', 'broken', 'burning'].sort((one, other) => byUrgency(one as Health, other as Health)),
  ).toEqual(['broken', 'burning', 'silent', 'kept']);
});

it('shows the word beside the icon', () => {
  render(<HealthBadge state="burning" />);
  expect(screen.getByText('Burning')).not.toBeNull();
});
