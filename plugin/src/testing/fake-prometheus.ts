import {
  FieldType,
  toDataFrame,
  type AnnotationQuery,
  type AnnotationSupport,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { Observable, of } from 'rxjs';

/** A query as it would go out on the network. */
interface SentTarget {
  refId: string;
  expr: string;
  range: boolean;
  instant: boolean;
  interval: string;
}

/** A request as it would go out on the network. */
export type SentRequest = DataQueryRequest<SentTarget>;

/** One line: its labels and its points by milliseconds. */
export interface FakeSeries {
  labels: Record<string, string>;
  points: readonly (readonly [timeMs: number, value: number])[];
}

/** The frames in which Grafana's data source answers a query. */
export const framesOf = (refId: string, series: readonly FakeSeries[]): DataFrame[] =>
  series.map(({ labels, points }) =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: points.map(([time]) => time) },
        { name: 'Value', type: FieldType.number, labels, values: points.map(([, value]) => value) },
      ],
    }),
  );

/** An instant answer: a value by labels. */
export const now = (labels: Record<string, string>, value: number): FakeSeries => ({ labels, points: [[0, value]] });

/** The services that are found when a test does not care. */
const FOUND = now({ job: 'chatwatch', instance: '127.0.0.1:3000' }, 1);

/** Answers queries by what they contain; the first that fits, nothing for others. */
export type FakeAnswers = Readonly<Record<string, readonly FakeSeries[]>>;

/** A Prometheus data source at the edge of the network: it keeps what was sent and answers from a table. */
export class FakePrometheus {
  readonly sent: SentRequest[] = [];
  /** How many requests are under way. */
  underWay = 0;
  /** How many were given up before they were answered. */
  cancelled = 0;
  /** In place of the table, to fail or to wait. */
  respond: ((request: SentRequest) => Observable<DataQueryResponse>) | undefined;
  answers: FakeAnswers;

  constructor(answers: FakeAnswers = {}) {
    this.answers = { 'group by (job, instance)': [FOUND], ...answers };
  }

  query(request: SentRequest): Observable<DataQueryResponse> {
    this.sent.push(request);
    return new Observable((subscriber) => {
      this.underWay += 1;
      let isAnswered = false;
      const subscription = (this.respond?.(request) ?? of(this.answer(request))).subscribe({
        next: (response) => {
          subscriber.next(response);
        },
        error: (error: unknown) => {
          isAnswered = true;
          subscriber.error(error);
        },
        complete: () => {
          isAnswered = true;
          subscriber.complete();
        },
      });
      return () => {
        this.underWay -= 1;
        if (!isAnswered) this.cancelled += 1;
        subscription.unsubscribe();
      };
    });
  }

  /** What the table says to a request. */
  answer({ targets }: SentRequest): DataQueryResponse {
    return {
      data: targets.flatMap(({ refId, expr }) => {
        const found = Object.entries(this.answers).find(([part]) => expr.includes(part));
        return found ? framesOf(refId, found[1]) : [];
      }),
    };
  }
}

type Marked = AnnotationQuery<SentTarget> & { expr?: string };

/** Marks as Grafana's data source asks for them: the value of a sample is the moment that is marked. */
export const markSupport: AnnotationSupport<SentTarget> = {
  prepareAnnotation: ({ expr = '', ...mark }: Marked) => ({
    ...mark,
    target: { refId: 'Anno', expr, range: true, instant: false, interval: '60s' },
  }),
  processEvents: (annotation, frames) =>
    of(
      frames.flatMap(({ fields: [, value] }) =>
        (value?.values ?? []).map((time: number) => ({ time, annotation, title: annotation.name })),
      ),
    ),
};
