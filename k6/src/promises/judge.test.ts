import { describe, expect, it } from '@jest/globals';
import { Judge, type Answer, type Delivery } from './judge.ts';
import type { Criterion } from './promise.ts';

const answer = (changes: Partial<Answer>): Answer => ({
  route: '/api/channels',
  method: 'GET',
  status: 200,
  durationMs: 10,
  bytes: 100,
  ...changes,
});

/** What the one promise with this criterion says of an event; undefined when it says nothing. */
const verdict = (criterion: Criterion, event: { answer: Answer } | { delivery: Delivery }): boolean | undefined => {
  let told: boolean | undefined;
  const promise = { objective: 'x', title: 'X', target: '', criterion, keptAtLeast: 0.9, minimumEvents: 1 };
  const judge = new Judge([promise], (_, isKept) => (told = isKept));
  if ('answer' in event) judge.answer(event.answer);
  else judge.delivery(event.delivery);
  return told;
};

const where = [{ label: 'route', operator: '!~', value: '/livez|/api/files.*' }] as const;

describe('a promise about the time of answers', () => {
  const criterion: Criterion = { of: 'response_ms', where, bound: 200 };

  it.each([
    ['just under', 199.9, true],
    ['at', 200, true],
    ['just over', 200.1, false],
  ])('judges one %s the bound', (_name, durationMs, isKept) => {
    expect(verdict(criterion, { answer: answer({ durationMs }) })).toBe(isKept);
  });

  it('is broken where there was no answer, however soon that was clear', () => {
    expect(verdict(criterion, { answer: answer({ status: 0, durationMs: 1 }) })).toBe(false);
  });

  it.each([
    ['/livez', undefined],
    ['/api/files/:fileId', undefined],
    ['/livez/more', true],
  ])('matches whole values only: %s', (route, said) => {
    expect(verdict(criterion, { answer: answer({ route }) })).toBe(said);
  });

  it('says nothing about deliveries', () => {
    expect(verdict(criterion, { delivery: { hasArrived: false } })).toBeUndefined();
  });
});

describe('a promise about faults', () => {
  const matching = [{ label: 'status_code', operator: '=~', value: '5..' }] as const;
  const bad: Criterion = { of: 'responses', where, matching, matchingIs: 'bad' };

  it.each([
    [200, true],
    [404, true],
    [500, false],
    [503, false],
    [0, false],
  ])('counts %d', (status, isKept) => {
    expect(verdict(bad, { answer: answer({ status }) })).toBe(isKept);
  });

  it('counts the other way round where the matching ones are good', () => {
    const good: Criterion = {
      ...bad,
      matching: [{ label: 'status_code', operator: '=', value: '200' }],
      matchingIs: 'good',
    };
    expect(verdict(good, { answer: answer({ status: 200 }) })).toBe(true);
    expect(verdict(good, { answer: answer({ status: 304 }) })).toBe(false);
  });
});

describe('a promise about sizes', () => {
  const criterion: Criterion = { of: 'response_bytes', where: [], bound: 102_400 };

  it('judges at the bound and just over, and nothing without an answer', () => {
    expect(verdict(criterion, { answer: answer({ bytes: 102_400 }) })).toBe(true);
    expect(verdict(criterion, { answer: answer({ bytes: 102_401 }) })).toBe(false);
    expect(verdict(criterion, { answer: answer({ status: 0, bytes: 0 }) })).toBeUndefined();
  });
});

describe('promises about deliveries', () => {
  const inTime: Criterion = { of: 'delivery_ms', bound: 50 };

  it.each([
    [{ hasArrived: true, durationMs: 50 }, true, true],
    [{ hasArrived: true, durationMs: 50.1 }, false, true],
    [{ hasArrived: true, durationMs: undefined }, undefined, true],
    [{ hasArrived: false }, false, false],
  ] as [Delivery, boolean | undefined, boolean][])('judge %j', (delivery, isInTime, isSuccess) => {
    expect(verdict(inTime, { delivery })).toBe(isInTime);
    expect(verdict({ of: 'deliveries' }, { delivery })).toBe(isSuccess);
  });
});
