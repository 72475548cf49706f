import { LoadingState, type PanelData } from '@grafana/data';
import type { SceneQueryRunner } from '@grafana/scenes';

interface Answer {
  readonly data: PanelData;
  readonly atMs: number;
}

/** When what is still shown was answered, by the data that shows it. */
const keptAt = new WeakMap<PanelData, number>();

/** Milliseconds: when a panel's lines were answered, where asking the same again failed since. */
export const keptSince = (data: PanelData | undefined): number | undefined =>
  data === undefined ? undefined : keptAt.get(data);

/** Leaves the last answers of panels in force where asking the same again fails, as it does without an answer. */
export class KeptAnswers {
  readonly #last = new Map<SceneQueryRunner, Answer>();

  /** @returns ends it */
  watch(runner: SceneQueryRunner): () => void {
    const subscription = runner.subscribeToState(({ data }) => {
      if (data === undefined || keptAt.has(data)) return;
      const last = this.#last.get(runner);
      if (data.state === LoadingState.Done) this.#last.set(runner, { data, atMs: Date.now() });
      else if (data.state !== LoadingState.Error || last === undefined) return;
      // The same again with other marks.
      else if (data.series === last.data.series) keptAt.set(data, last.atMs);
      else if (data.series.length === 0) {
        const kept = { ...data, series: last.data.series };
        keptAt.set(kept, last.atMs);
        // What listens to the runner must hear of the failure first, or would hear of it last.
        queueMicrotask(() => {
          if (runner.state.data === data) runner.setState({ data: kept });
        });
      }
    });
    return () => {
      subscription.unsubscribe();
    };
  }

  /** Something else is asked from now on. */
  forget(): void {
    this.#last.clear();
  }
}
