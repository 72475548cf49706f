import type { AnnotationEvent, AnnotationQuery, AnnotationSupport, DataFrame } from '@grafana/data';
import { rangeUtil, renderLegendFormat } from '@grafana/data';
import { of } from 'rxjs';
import type { PromQuery } from './query';

/** What Grafana asks with where a mark does not say. */
const USUAL_STEP = '60s';

/** Samples that are not further apart than a step are one event. */
function eventsOf(mark: AnnotationQuery<PromQuery>, { fields: [time, value] }: DataFrame): AnnotationEvent[] {
  const { titleFormat, textFormat, tagKeys } = mark as { titleFormat?: string; textFormat?: string; tagKeys?: string };
  const stepMs = rangeUtil.intervalToMs(mark.target?.interval ?? USUAL_STEP);
  const labels = value?.labels ?? {};
  const tags = (tagKeys ?? '').split(',').flatMap((key) => labels[key] ?? []);
  const events: AnnotationEvent[] = [];
  value?.values.forEach((sample: number, index) => {
    const at = mark.useValueForTime === true ? Math.floor(sample) : Number(time?.values[index]);
    const last = events.at(-1);
    if (mark.useValueForTime !== true && !(sample > 0)) return;
    if (last?.timeEnd !== undefined && last.timeEnd + stepMs >= at) last.timeEnd = at;
    else {
      const words = {
        title: renderLegendFormat(titleFormat ?? '', labels),
        text: renderLegendFormat(textFormat ?? '', labels),
      };
      events.push({ ...words, time: at, timeEnd: at, annotation: mark, tags });
    }
  });
  return events;
}

/** Marks as Grafana's Prometheus data source makes them of a query. */
export const markSupport: AnnotationSupport<PromQuery> = {
  prepareAnnotation: ({ expr, step, ...mark }: AnnotationQuery<PromQuery> & { expr?: string; step?: string }) => ({
    ...mark,
    target: { refId: 'Anno', expr: expr ?? '', range: true, interval: step ?? USUAL_STEP },
  }),
  processEvents: (mark, frames) => of(frames.flatMap((frame) => eventsOf(mark, frame))),
};
