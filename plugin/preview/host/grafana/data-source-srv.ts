import type { DataSourceApi, DataSourceInstanceSettings, DataSourceRef, ScopedVars } from '@grafana/data';
import {
  config,
  getTemplateSrv,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  type RuntimeDataSourceRegistration,
} from '@grafana/runtime';
import { PrometheusDataSource } from '../prometheus/data-source';

type Reference = DataSourceRef | string | null | undefined;

/** The data sources of the preview: one Prometheus, and what pages register at run time. */
export class PreviewDataSourceSrv implements DataSourceSrv {
  readonly #loaded = new Map<string, DataSourceApi>();

  // Rejects where it cannot answer, and has nothing to wait for.
  // eslint-disable-next-line @typescript-eslint/require-await
  async get(reference?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const key = keyOf(reference, scopedVars);
    const registered = this.#loaded.get(key);
    if (registered) return registered;
    const settings = this.getInstanceSettings(reference, scopedVars);
    // Not an Error, but what Grafana rejects with.
    if (!settings) throw { message: `Datasource ${key} was not found` };
    // It is told apart by the queries that its editors take, and has none.
    const loaded = this.#loaded.get(settings.uid) ?? (new PrometheusDataSource(settings) as unknown as DataSourceApi);
    this.#loaded.set(settings.uid, loaded);
    return loaded;
  }

  getList({ type, pluginId, filter }: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = [type ?? pluginId ?? []].flat();
    return Object.values(config.datasources).filter(
      (settings) => (types.length === 0 || types.includes(settings.type)) && filter?.(settings) !== false,
    );
  }

  getInstanceSettings(reference?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const key = keyOf(reference, scopedVars);
    return Object.values(config.datasources).find(({ uid, name }) => uid === key || name === key);
  }

  async reload(): Promise<void> {
    // They do not change while the preview runs.
  }

  registerRuntimeDataSource({ dataSource }: RuntimeDataSourceRegistration): void {
    this.#loaded.set(dataSource.uid, dataSource);
  }
}

function keyOf(reference: Reference, scopedVars: ScopedVars | undefined): string {
  const key = typeof reference === 'object' ? reference?.uid : reference;
  if (key === undefined || key === '' || key === 'default') return config.defaultDatasource;
  return getTemplateSrv().replace(key, scopedVars);
}
