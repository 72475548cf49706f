import { dataLayers } from '@grafana/scenes';
import type { Mark } from '@chatwatch/dashboards/browser';

/** Asks for the moments that panels are marked with, as the dashboards do; nothing before a data source is chosen. */
export class MarkLayer extends dataLayers.AnnotationsDataLayer {
  constructor(mark: Mark) {
    super({ name: mark.name, isEnabled: false, query: { ...mark, enable: false } });
  }

  /** Asks this Prometheus from now on. */
  ask(dataSource: string): void {
    const { query, isEnabled } = this.state;
    if (isEnabled && query.datasource?.uid === dataSource) return;
    this.setState({
      isEnabled: true,
      query: { ...query, enable: true, datasource: { type: 'prometheus', uid: dataSource } },
    });
    if (isEnabled && this.isActive) this.runLayer();
  }
}
