import React from 'react';
import {
  LoadingState,
  PanelPlugin,
  standardTransformers,
  standardTransformersRegistry,
  type DataQueryRequest,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { setPluginImportUtils, setRunRequest, toDataQueryError } from '@grafana/runtime';
import { LazyLoader } from '@grafana/scenes';
import { act } from '@testing-library/react';
import { catchError, from, map, of, type Observable } from 'rxjs';

/** The range that {@link FakePanel}'s button zooms to, in milliseconds. */
export const ZOOMED = { from: 1_700_000_000_000, to: 1_700_000_600_000 };

const FakePanel = ({ title, data, onChangeTimeRange }: PanelProps) => (
  <div>
    <span>{`${title}: ${data.series.length} series`}</span>
    <span>{`${title}: ${(data.annotations ?? []).reduce((sum, { length }) => sum + length, 0)} marks`}</span>
    <button
      onClick={() => {
        onChangeTimeRange(ZOOMED);
      }}
    >
      {`Zoom ${title}`}
    </button>
  </div>
);

/** Panels have a size; nothing else has. */
class FakeResizeObserver implements ResizeObserver {
  readonly #changed: ResizeObserverCallback;

  constructor(changed: ResizeObserverCallback) {
    this.#changed = changed;
  }

  observe(element: Element): void {
    if (!element.hasAttribute('data-viz-panel-key')) return;
    // As much of an entry as is looked at.
    this.#changed([{ contentRect: { width: 600, height: 300 } } as ResizeObserverEntry], this);
  }

  unobserve(): void {
    // There is nothing to forget.
  }

  disconnect(): void {
    // There is nothing to forget.
  }
}

const panelPlugin = (id: string): PanelPlugin => {
  const plugin = new PanelPlugin(FakePanel).setDataSupport({ annotations: true, alertStates: false });
  plugin.meta = { ...plugin.meta, id, name: id, info: { ...plugin.meta.info, version: '1' } };
  return plugin;
};

const panelDataOf = (request: DataQueryRequest, part: Partial<PanelData>): PanelData => ({
  state: LoadingState.Done,
  series: [],
  timeRange: request.range,
  request,
  ...part,
});

/** Which panels are on the screen, by their ids; the others are below its end. */
export interface FakeScreen {
  scrollTo: (isOnScreen: (panelId: number) => boolean) => void;
}

/** The place of a panel tells its id. */
const panelIdOf = (element: Element): number => Number(element.closest('[id^="panel-"]')?.id.replace('panel-', ''));

const fakeScreen = (): FakeScreen => {
  const observed = new Set<Element>();
  let isOnScreen: (panelId: number) => boolean = () => true;
  const tell = (element: Element): void => {
    const isIntersecting = isOnScreen(panelIdOf(element));
    // As much of an entry as is looked at.
    LazyLoader.callbacks[element.id]?.({ isIntersecting } as IntersectionObserverEntry);
  };
  LazyLoader.observer = {
    observe: (element: Element) => {
      observed.add(element);
      tell(element);
    },
    unobserve: (element: Element) => observed.delete(element),
    disconnect: () => {
      observed.clear();
    },
  } as unknown as IntersectionObserver;
  return {
    scrollTo: (next) => {
      isOnScreen = next;
      act(() => {
        observed.forEach(tell);
      });
    },
  };
};

/**
 * What Grafana sets up for panels: plugins that say how many series and marks they were given, and the way to a data source.
 * To be called once, as Grafana does.
 */
export const startPanels = (): FakeScreen => {
  window.ResizeObserver = FakeResizeObserver;
  setPluginImportUtils({
    importPanelPlugin: (id) => Promise.resolve(panelPlugin(id)),
    getPanelPluginFromCache: panelPlugin,
  });
  setRunRequest((dataSource, request): Observable<PanelData> =>
    from(dataSource.query(request)).pipe(
      map(({ data, errors }) =>
        panelDataOf(request, { series: data as PanelData['series'], ...(errors && { errors }) }),
      ),
      catchError((error: unknown) =>
        of(panelDataOf(request, { state: LoadingState.Error, errors: [toDataQueryError(error)] })),
      ),
    ),
  );
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Grafana itself registers these, and has them nowhere else.
  const { mergeTransformer, organizeFieldsTransformer } = standardTransformers;
  standardTransformersRegistry.setInit(() =>
    [mergeTransformer, organizeFieldsTransformer].map((transformer) => ({
      id: transformer.id,
      name: transformer.name,
      description: '',
      editor: () => null,
      transformation: () => Promise.resolve(transformer),
      imageDark: '',
      imageLight: '',
    })),
  );
  return fakeScreen();
};
