import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { HotCounter, HotGauge, type MetricDeclaration } from '../index.js';

const declaration = {
  name: 'mails_total',
  help: 'Mails sent.',
  labels: { kind: ['welcome', 'digest'], list: { max: 2 } },
} satisfies MetricDeclaration<'kind' | 'list'>;

const createCounter = (): HotCounter<'kind' | 'list'> => new HotCounter(declaration);

describe('HotCounter', () => {
  it('counts each combination of label values on its own', () => {
    const counter = createCounter();
    counter.child({ kind: 'welcome', list: 'a' }).inc();
    counter.child({ kind: 'welcome', list: 'a' }).inc(2);
    counter.child({ kind: 'digest', list: 'a' }).inc();
    expect(counter.render('prometheus').slice(1)).toEqual([
      'mails_total{kind="welcome",list="a"} 3',
      'mails_total{kind="digest",list="a"} 1',
    ]);
  });

  it('never falls', () => {
    const counter = new HotCounter({ name: 'mails_total', help: 'Mails sent.' });
    for (const amount of [2, -1, 0, NaN]) counter.child().inc(amount);
    expect(counter.render('prometheus')).toContain('mails_total 2');
  });

  it('records a value outside a closed set as other', () => {
    const counter = createCounter();
    for (const kind of ['spam', 'scam', 'welcome']) counter.child({ kind, list: 'a' }).inc();
    expect(counter.render('prometheus').slice(1)).toEqual([
      'mails_total{kind="other",list="a"} 2',
      'mails_total{kind="welcome",list="a"} 1',
    ]);
  });

  it('records the values past the maximum as other, however many come', () => {
    const counter = createCounter();
    for (let index = 0; index < 1_000; index++) counter.child({ kind: 'digest', list: `list-${index}` }).inc();
    expect(counter.render('prometheus').slice(1)).toEqual([
      'mails_total{kind="digest",list="list-0"} 1',
      'mails_total{kind="digest",list="list-1"} 1',
      'mails_total{kind="digest",list="other"} 998',
    ]);
  });

  it('shows a metric without labels as zero from the start', () => {
    expect(new HotCounter({ name: 'a_total', help: 'A.' }).render('prometheus')).toContain('a_total 0');
  });

  it('shows every combination of closed lists as zero from the start where it is declared so', () => {
    const labels = { kind: ['welcome', 'digest'], result: ['sent', 'lost'] };
    const counter = new HotCounter({ name: 'a_total', help: 'A.', labels, startsAtZero: true });
    counter.child({ kind: 'digest', result: 'lost' }).inc();
    expect(counter.render('prometheus').slice(1).sort()).toEqual([
      'a_total{kind="digest",result="lost"} 1',
      'a_total{kind="digest",result="sent"} 0',
      'a_total{kind="welcome",result="lost"} 0',
      'a_total{kind="welcome",result="sent"} 0',
    ]);
  });

  it('escapes help text and label values', () => {
    const counter = new HotCounter({ name: 'a_total', help: 'Of "a"\\\nand b.', labels: { b: { max: 1 } } });
    counter.child({ b: '"\\\n' });
    expect(counter.render('prometheus')).toEqual([
      '# HELP a_total Of "a"\\\\\\nand b.\n# TYPE a_total counter',
      'a_total{b="\\"\\\\\\n"} 0',
    ]);
  });

  it('brings in what is counted elsewhere when it is scraped', async () => {
    let total = 0;
    const counter = new HotCounter({
      name: 'a_total',
      help: 'A.',
      collect() {
        counter.child().setTotal(total);
      },
    });
    total = 7;
    expect((await counter.get()).values).toEqual([{ labels: {}, value: 7 }]);
  });

  it('can be written by prom-client, in both formats', async () => {
    const registry = new Registry();
    const counter = createCounter();
    counter.child({ kind: 'welcome', list: 'a' }).inc();
    // prom-client types a metric as one of its four classes.
    registry.registerMetric(counter as never);
    expect(await registry.metrics()).toContain('mails_total{kind="welcome",list="a"} 1');
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    expect(await registry.metrics()).toContain('# TYPE mails counter\nmails_total{kind="welcome",list="a"} 1');
  });

  it('refuses to bind labels that are missing or not declared', () => {
    const counter: HotCounter<string> = createCounter();
    expect(() => counter.child({ kind: 'welcome' })).toThrow('Metric mails_total: the label list is missing');
    expect(() => counter.child({ kind: 'welcome', list: 'a', user: '7' })).toThrow(
      'Metric mails_total: has no label user',
    );
  });

  it.each<[string, Partial<MetricDeclaration<string>>, string]>([
    ['a name without _total', { name: 'mails' }, "Metric mails: a counter's name ends in _total"],
    ['a name with capitals', { name: 'mailsSent_total' }, 'Metric mailsSent_total: the name is not'],
    ['an empty help text', { help: ' ' }, 'Metric mails_total: the help text is empty'],
    ['a label name with a dash', { labels: { 'a-b': ['1'] } }, 'the label name "a-b" is not allowed'],
    ['a label without values', { labels: { kind: [] } }, 'the label kind declares no value'],
    ['a label value twice', { labels: { kind: ['a', 'a'] } }, 'the label kind declares a value twice'],
    ['a maximum of nothing', { labels: { kind: { max: 0 } } }, 'the label kind needs a whole number of values'],
    ['a start at zero of an open list', { startsAtZero: true }, 'the label list has no closed list to start at zero'],
    ['more known than allowed', { labels: { kind: { max: 1, known: ['a', 'b'] } } }, 'the label kind knows 2 values'],
  ])('refuses %s and names the culprit', (_, change, message) => {
    expect(() => new HotCounter({ ...declaration, ...change })).toThrow(message);
  });
});

describe('HotGauge', () => {
  it('rises, falls and is set', () => {
    const gauge = new HotGauge({ name: 'level', help: 'A level.' });
    gauge.child().set(5);
    gauge.child().inc(2);
    gauge.child().dec();
    expect(gauge.render('prometheus')).toContain('level 6');
  });
});
