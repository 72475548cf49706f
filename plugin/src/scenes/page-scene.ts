import type { ReactNode } from 'react';
import type { RawTimeRange, TimeRange } from '@grafana/data';
import {
  behaviors,
  SceneDataLayerSet,
  SceneDataTransformer,
  SceneObjectBase,
  SceneQueryRunner,
  SceneTimeRange,
  SceneVariableSet,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import type { DrawnDashboard, Panel, Row } from '@chatwatch/dashboards/browser';
import type { Links } from '../links';
import { ChosenVariable } from './chosen-variable';
import { exploreAction } from './explore-action';
import { KeptAnswers } from './kept-answers';
import { MarkLayer } from './mark-layer';
import { PageRows } from './page-rows';
import { panelMenu } from './panel-menu';
import { spansOf, type Span } from './row-layout';
import { vizPanel } from './viz-panel';

type PanelHead = NonNullable<Parameters<typeof vizPanel>[2]>;

/** A panel of a page: its words, what draws it, and its width. */
export interface PlacedPanel {
  readonly panel: Panel;
  readonly viz: VizPanel;
  readonly span: Span;
}

/** Panels under a heading. */
export interface PlacedRow {
  readonly title: string;
  /** In pixels. */
  readonly panelHeight: number;
  readonly panels: readonly PlacedPanel[];
}

/** What is chosen in the bar of controls beside the time. */
interface Scope {
  /** Uid of the Prometheus that is asked. */
  readonly dataSource: string;
  /** None means all. */
  readonly jobs: readonly string[];
  readonly instances: readonly string[];
}

/** What a page has beside its dashboard. */
export interface PageOptions {
  /** Is told the time range that was drawn into a panel; the scene itself waits to be shown it. */
  readonly onZoom: (range: RawTimeRange) => void;
  readonly afterFirstRow?: ReactNode;
}

interface PageSceneState extends SceneObjectState {
  readonly rows: readonly PlacedRow[];
  /** Those of all rows: a scene knows as its own only what lies in its state directly. */
  readonly vizPanels: VizPanel[];
  readonly afterFirstRow?: ReactNode;
  /** Whether it was said what to show; nothing is asked before. */
  readonly isReady: boolean;
  /** Titles of the rows that are folded. */
  readonly folded: readonly string[];
  /** Id of the panel that an address led to. */
  readonly marked?: number | undefined;
  /** The links of this moment. */
  readonly links?: Links | undefined;
  $timeRange: SceneTimeRange;
  $variables: SceneVariableSet;
}

/** Grafana's unit of height, and the gap that a dashboard leaves between panels of several units. */
const UNIT_PIXELS = 38;
const GAP_PIXELS = 8;

const placedRow = (row: Row, { drawings }: DrawnDashboard, headOf: (panel: Panel) => PanelHead): PlacedRow => {
  const spans = spansOf(row);
  return {
    title: row.title,
    panelHeight: row.height * UNIT_PIXELS - GAP_PIXELS,
    panels: row.panels.flatMap((panel, index) => {
      const [drawing, span] = [drawings[panel.id], spans[index]];
      if (drawing === undefined || span === undefined) return [];
      return [{ panel, span, viz: vizPanel(panel, drawing, headOf(panel)) }];
    }),
  };
};

/** What asks for a panel, wherever it is among what puts its answers together. */
export const runnerOf = (viz: VizPanel): SceneQueryRunner | undefined => {
  const data = viz.state.$data;
  if (data instanceof SceneQueryRunner) return data;
  const inner = data instanceof SceneDataTransformer ? data.state.$data : undefined;
  return inner instanceof SceneQueryRunner ? inner : undefined;
};

const timeText = (time: RawTimeRange['from']): string => (typeof time === 'string' ? time : time.toISOString());

/** The rows and panels of a dashboard as a scene, which shows and asks what the bar of controls says. */
export class PageScene extends SceneObjectBase<PageSceneState> {
  static Component = PageRows;

  readonly #jobs: ChosenVariable;
  readonly #instances: ChosenVariable;
  readonly #marks: readonly MarkLayer[];
  readonly #kept = new KeptAnswers();
  /** What the panels are asked about. */
  #subject: Readonly<Record<string, unknown>> = {};

  constructor(dashboard: DrawnDashboard, { onZoom, afterFirstRow }: PageOptions) {
    const [jobs, instances] = [new ChosenVariable('job'), new ChosenVariable('instance')];
    // The bar of controls says when it is time to look again.
    const timeRange = new SceneTimeRange({ refreshOnActivate: {} });
    timeRange.onTimeRangeChange = ({ raw }) => {
      onZoom(raw);
    };
    const headOf = (panel: Panel): PanelHead => ({
      menu: panelMenu({ panel, dashboard: dashboard.name, links: () => this.state.links }),
      // A number is too narrow for a button beside its title; its menu has the same.
      headerActions: panel.view === 'stat' ? undefined : exploreAction(panel),
    });
    const rows = dashboard.rows.map((row) => placedRow(row, dashboard, headOf));
    const marks = dashboard.marks.map((mark) => new MarkLayer(mark));
    super({
      rows,
      folded: [],
      isReady: false,
      afterFirstRow,
      vizPanels: rows.flatMap(({ panels }) => panels.map(({ viz }) => viz)),
      $timeRange: timeRange,
      $data: new SceneDataLayerSet({ layers: marks }),
      $variables: new SceneVariableSet({ variables: [jobs, instances] }),
      $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })],
    });
    this.#jobs = jobs;
    this.#instances = instances;
    this.#marks = marks;
    this.addActivationHandler(() => {
      const ends = this.panels.map(({ viz }) => runnerOf(viz)).map((runner) => runner && this.#kept.watch(runner));
      return () => {
        for (const end of ends) end?.();
      };
    });
  }

  /** Answers about something else are never kept. */
  #isAbout(subject: Readonly<Record<string, unknown>>): void {
    if (JSON.stringify(subject) !== JSON.stringify(this.#subject)) this.#kept.forget();
    this.#subject = subject;
  }

  /** All panels in their order. */
  get panels(): PlacedPanel[] {
    return this.state.rows.flatMap(({ panels }) => panels);
  }

  /** Folds a row, or opens it again. */
  fold(title: string, isFolded: boolean): void {
    const others = this.state.folded.filter((folded) => folded !== title);
    this.setState({ folded: isFolded ? [...others, title] : others });
  }

  /** Marks the panel of this id, and opens its row; undefined marks none. */
  mark(id: number | undefined): void {
    const row = this.state.rows.find(({ panels }) => panels.some(({ panel }) => panel.id === id));
    if (row !== undefined) this.fold(row.title, false);
    this.setState({ marked: id });
  }

  /**
   * Chooses what is asked, and whom. Panels on the screen ask again where that is something else; the others when they
   * come there.
   */
  choose({ dataSource, jobs, instances }: Scope): void {
    this.#isAbout({ ...this.#subject, dataSource, jobs, instances });
    for (const { viz } of this.panels) {
      const runner = runnerOf(viz);
      if (runner === undefined || runner.state.datasource?.uid === dataSource) continue;
      runner.setState({ datasource: { type: 'prometheus', uid: dataSource } });
      if (runner.isActive) runner.runQueries();
    }
    this.#jobs.choose(jobs);
    this.#instances.choose(instances);
    if (this.state.isReady) this.#mark();
  }

  #mark(): void {
    const { dataSource } = this.#subject;
    if (typeof dataSource !== 'string') return;
    for (const mark of this.#marks) mark.ask(dataSource);
  }

  /** Shows a time range; panels on the screen ask again, even where it is the same. */
  show(range: TimeRange, timeZone: string): void {
    const { raw } = range;
    const [from, to] = [timeText(raw.from), timeText(raw.to)];
    this.#isAbout({ ...this.#subject, from, to });
    this.setState({ isReady: true });
    this.state.$timeRange.setState({ from, to, timeZone, value: { ...range } });
    this.#mark();
  }
}
