import { allQueries, SITUATIONS, type Situation } from '@chatwatch/dashboards';
import { loadObjectives, RECORDED } from '@chatwatch/objectives';
import { parse } from '@chatwatch/promql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type BusyService, startBusyService } from './busy-service.js';
import { type Answer, askAtEnd, askOver, texts } from './queries/answer.js';
import { fillIn } from './queries/fill-in.js';
import { shippedDashboards, type ShippedDashboards, type ShippedQuery } from './queries/shipped.js';
import { typeMistakes } from './queries/type-mistakes.js';
import { usagesOf } from './queries/usages.js';
import { hasWatchedPrograms } from './watched-service.js';

/** What does not happen here; queries that need it have no answer. All others have one. */
const ABSENT: readonly Situation[] = ['age'];

/** Twice what a node has here: every route, query and group of the cache has its series by then. */
const SERIES_BUDGET = 3_000;

const objectives = loadObjectives();
const ids = objectives.map(({ id }) => id);

(hasWatchedPrograms() ? describe : describe.skip)('on a service that everybody uses', () => {
  let busy: BusyService;
  let shipped: ShippedDashboards;
  let needs: ReadonlyMap<string, Situation | undefined>;

  beforeAll(async () => {
    shipped = await shippedDashboards();
    needs = new Map(allQueries(objectives).map((query) => [keyOf(query.dashboardUid, query), query.needs]));
    busy = await startBusyService(objectives);
  }, 300_000);

  afterAll(() => busy.stop(), 30_000);

  /** The mistakes of what is asked, each with who asks it. */
  const mistakesIn = (asked: readonly (readonly [who: string, query: string])[]): string[] => {
    // Prometheus makes the first two itself.
    const known = new Set(['up', 'ALERTS', ...Object.values<string>(RECORDED)]);
    return asked.flatMap(([who, query]) =>
      typeMistakes(usagesOf(parse(query)), busy.types, known).map((mistake) => `${who}: ${mistake}`),
    );
  };

  const ask = (query: ShippedQuery, objective: string): Promise<Answer> => {
    const text = fillIn(query.expr, objective);
    return query.isInstant ? askAtEnd(busy.prometheus, text, busy.range) : askOver(busy.prometheus, text, busy.range);
  };

  it('a scrape of a node stays under its budget of series', async () => {
    const { greatest } = await askOver(busy.prometheus, 'max(scrape_samples_scraped)', busy.range);
    expect(greatest).toBeLessThan(SERIES_BUDGET);
    say(`series of the largest scrape of a node: ${greatest}`);
  });

  it('every rule is evaluated without an error, and no alert fires', () => {
    expect(busy.rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    const firing = busy.rules.filter(({ state }) => state === 'firing');
    // How fast it is depends on what else the machine does.
    const aboutTime = objectives.filter(({ unit }) => unit === 'seconds').map(({ id }) => id);
    const others = firing.filter(({ labels }) => !aboutTime.includes(labels.objective ?? ''));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('every rule reads metrics that there are, as their types want it', () => {
    expect(mistakesIn(busy.rules.map(({ name, query }) => [name, query]))).toEqual([]);
  });

  it('every recording rule gives data, but for the end of a budget that does not burn', async () => {
    const wrong: string[] = [];
    const recording = busy.rules.filter(({ type }) => type === 'recording');
    let empty = 0;
    for (const { name, labels } of recording) {
      const where = `{objective="${labels.objective}",window="${labels.window ?? ''}"}`;
      const { series } = await askOver(busy.prometheus, name + where, busy.range);
      const burning = await askOver(busy.prometheus, `${RECORDED.burnRate}${where} > 0`, busy.range);
      const isExpected = name !== RECORDED.exhaustion || burning.series > 0;
      if (series > 0 !== isExpected) wrong.push(`${name}${where} has ${series} series`);
      if (series === 0) empty += 1;
    }
    expect(wrong).toEqual([]);
    const inState = (wanted: string): string => {
      const names = busy.rules.filter(({ state }) => state === wanted).map(({ name }) => name);
      return names.join(', ') || 'none';
    };
    say(`${recording.length} recording rules, ${empty} of them about budgets that do not burn`);
    say(`${busy.rules.length - recording.length} alerts; firing: ${inState('firing')}; pending: ${inState('pending')}`);
  }, 60_000);

  it('every query of every panel reads metrics that there are, as their types want it', () => {
    const asked = shipped.queries
      // Load runs write series without telling their types.
      .filter(({ expr }) => !expr.includes('k6_'))
      .map((query) => [nameOf(query), fillIn(query.expr, 'any')] as const);
    const annotations = shipped.annotations.map(({ dashboard, expr }) => [dashboard, fillIn(expr, 'any')] as const);
    expect(mistakesIn([...asked, ...annotations])).toEqual([]);
  });

  it('every query of every panel has an answer, unless what it needs does not happen here', async () => {
    const wrong: string[] = [];
    const emptyFor = new Map<string, number>();
    let asked = 0;
    for (const query of shipped.queries) {
      const need = needs.get(keyOf(query.uid, query));
      const chosen = query.expr.includes('$objective') ? ids : ['any'];
      const answers = await Promise.all(chosen.map((id) => ask(query, id)));
      asked += answers.length;
      wrong.push(...faultsOf(answers).map((fault) => `${nameOf(query)}: ${fault}`));
      const isAbsent = need !== undefined && ABSENT.includes(need);
      const answered = answers.filter(({ series }) => series > 0).length;
      const expected = need === undefined ? answered === chosen.length : answered > 0 !== isAbsent;
      if (!expected) wrong.push(`${nameOf(query)}: ${answered} of ${chosen.length} have an answer (${String(need)})`);
      if (answered === 0 && need) emptyFor.set(need, (emptyFor.get(need) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
    const reasons = [...emptyFor].map(([need, count]) => `${count} (${SITUATIONS[need as Situation].because})`);
    say(
      `${shipped.count} dashboards, ${shipped.panels} panels, ${shipped.queries.length} queries, asked ${asked} times`,
    );
    say(`queries without an answer: ${reasons.join(', ') || 'none'}`);
  }, 120_000);

  it('every variable has values to choose from', async () => {
    for (const { name, query } of shipped.variables.filter(({ name }) => name !== 'testid')) {
      const [, match = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(fillIn(query, 'any')) ?? [];
      const parameters = { 'match[]': match, ...texts(busy.range) };
      const { data } = await busy.prometheus.ask(`label/${label}/values`, parameters);
      expect([name, z.array(z.string()).parse(data)]).not.toEqual([name, []]);
    }
  });

  it('every query that shows examples has some with a request id', async () => {
    for (const query of shipped.queries.filter(({ hasExemplars }) => hasExemplars)) {
      const parameters = { query: fillIn(query.expr, 'any'), ...texts(busy.range) };
      const { data } = await busy.prometheus.ask('query_exemplars', parameters);
      expect([nameOf(query), z.array(z.unknown()).parse(data).length]).not.toEqual([nameOf(query), 0]);
    }
  });
});

const keyOf = (uid: string, { panelId, expr }: { readonly panelId: number; readonly expr: string }): string =>
  `${uid} ${panelId} ${expr}`;

const nameOf = ({ dashboard, panel, expr }: ShippedQuery): string => `${dashboard} / ${panel}: ${expr}`;

const faultsOf = (answers: readonly Answer[]): string[] =>
  answers.flatMap(({ hasInfinite, warnings }) => [...(hasInfinite ? ['an infinite value'] : []), ...warnings]);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
