import React from 'react';
import { beforeEach, describe, expect, it, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInHost } from '../testing/host';
import { NO_FAVOURITES, parseFavourites, toggled } from './favourites';
import { useFavourites } from './use-favourites';

const Star = ({ id }: { id: string }) => {
  const { objectives, toggle } = useFavourites();
  return (
    <button
      aria-pressed={objectives.includes(id)}
      onClick={() => {
        toggle('objectives', id);
      }}
    >
      {id}
    </button>
  );
};

const isPressed = (name: string): boolean => screen.getByRole('button', { name, pressed: true }).isConnected;

describe('stars', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('agree wherever they are shown, and are kept for the reader', async () => {
    renderInHost(
      <>
        <Star id="error-rate" />
        <Star id="availability" />
      </>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'error-rate' }));
    expect(isPressed('error-rate')).toBe(true);
    expect(screen.getByRole('button', { name: 'availability', pressed: false }).isConnected).toBe(true);
    await act(() => Promise.resolve());
    expect(JSON.stringify(localStorage)).toContain('error-rate');
  });
});

describe('what is stored', () => {
  test.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another shape', '[1]'],
    ['ids that are none', '{"objectives":[1]}'],
  ])('counts as no star: %s', (_, text) => {
    expect(parseFavourites(text)).toEqual(NO_FAVOURITES);
  });

  it('is read as it was written', () => {
    const favourites = toggled(toggled(NO_FAVOURITES, 'objectives', 'a'), 'pages', 'alerts');
    expect(parseFavourites(JSON.stringify(favourites))).toEqual({ objectives: ['a'], pages: ['alerts'] });
  });

  it('loses a star that is set again', () => {
    expect(toggled(toggled(NO_FAVOURITES, 'pages', 'api'), 'pages', 'api')).toEqual(NO_FAVOURITES);
  });

  it('keeps a hundred, and lets the oldest go', () => {
    const all = Array.from({ length: 101 }, (_, at) => `objective-${String(at)}`);
    const { objectives } = all.reduce((sum, id) => toggled(sum, 'objectives', id), NO_FAVOURITES);
    expect(objectives).toEqual(all.slice(1));
  });
});
