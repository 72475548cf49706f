import { SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import type { Drawing } from '@chatwatch/dashboards/browser';

const MAX_POINTS = 500;

/** Asks what a panel of a dashboard asks, in the same words. The data source is set when one is chosen. */
const queryRunner = ({ targets }: Drawing): SceneQueryRunner =>
  new SceneQueryRunner({ queries: targets.map((target) => ({ ...target })), maxDataPoints: MAX_POINTS });

/** What a panel shows: the answers to its queries, put together as on the dashboard. */
export const panelData = (drawing: Drawing): SceneQueryRunner | SceneDataTransformer =>
  drawing.transformations.length === 0
    ? queryRunner(drawing)
    : new SceneDataTransformer({ $data: queryRunner(drawing), transformations: [...drawing.transformations] });
