import { getDefaultTimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { queries, type Query } from '@chatwatch/dashboards/browser';
import { firstValueFrom } from 'rxjs';
import type { Series } from '../../../data/prometheus';
import { askBatch } from '../../../data/prometheus/ask';
import { problemFrom } from '../../../problems';
import type { PrometheusSeen } from './prometheus';

/**
 * Asks a Prometheus about now, without the controls of a page.
 * @throws `Error` with what the data source said
 */
export const askNow = async (dataSource: string, asked: readonly Query[]): Promise<readonly (readonly Series[])[]> => {
  const { answers, problem } = await firstValueFrom(
    askBatch({
      asks: asked.map((query) => ({ query, kind: 'instant' })),
      dataSource,
      range: getDefaultTimeRange(),
      timeZone: 'browser',
      jobs: [],
      instances: [],
    }),
  );
  if (problem) throw new Error(problem.detail ?? problem.title);
  return answers;
};

const { targets, up, down, objectives, measured, buckets } = queries.connectionQueries;
const ASKED = [targets, up, down, objectives, measured, buckets];

const NOTHING: PrometheusSeen = {
  name: undefined,
  failure: undefined,
  targets: 0,
  ours: { up: 0, down: 0 },
  objectives: 0,
  measured: 0,
  hasBuckets: false,
};

const countsOf = (answers: readonly (readonly Series[])[]) => {
  const countOf = (query: Query): number => answers[ASKED.indexOf(query)]?.[0]?.values.at(-1) ?? 0;
  return {
    targets: countOf(targets),
    ours: { up: countOf(up), down: countOf(down) },
    objectives: countOf(objectives),
    measured: countOf(measured),
    hasBuckets: countOf(buckets) > 0,
  };
};

/** Asks a Prometheus for what the console needs of it. */
export const lookAtPrometheus = async (dataSource: string | undefined): Promise<PrometheusSeen> => {
  const name = dataSource === undefined ? undefined : getDataSourceSrv().getInstanceSettings(dataSource)?.name;
  if (dataSource === undefined || name === undefined) return NOTHING;
  try {
    return { ...NOTHING, name, ...countsOf(await askNow(dataSource, ASKED)) };
  } catch (error) {
    const { title, detail } = problemFrom(error, 'prometheus');
    return { ...NOTHING, name, failure: detail ?? title };
  }
};
