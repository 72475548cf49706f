import { store, type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATA_SOURCE_UID } from '@chatwatch/objectives/names';
import { currentUser } from '../user';

/** Data sources that speak Prometheus' language. */
const TYPES = ['prometheus', 'grafana-amazonprometheus-datasource', 'grafana-azureprometheus-datasource'];

/** Those that the reader may choose of. */
export const prometheusDataSources = (): DataSourceInstanceSettings[] => getDataSourceSrv().getList({ type: TYPES });

const rememberedKey = (): string => {
  const { orgId = 0, id = 0 } = currentUser();
  return `chatwatch.dataSource.${orgId}.${id}`;
};

/** Remembers the last one that this user of this browser chose. */
export const rememberDataSource = (uid: string): void => {
  store.set(rememberedKey(), uid);
};

const remembered = (): string | undefined => {
  const uid: unknown = store.get(rememberedKey());
  return typeof uid === 'string' ? uid : undefined;
};

/**
 * The one to ask: that of the address, the last used, that of the app's settings, the provisioned one, Grafana's
 * default, or the first. Undefined where the address names one that is not there: numbers of another Prometheus would
 * be wrong without a word.
 */
export const chooseDataSource = (
  list: readonly Pick<DataSourceInstanceSettings, 'uid' | 'name' | 'isDefault'>[],
  inAddress: string | undefined,
  inSettings: string | undefined,
): string | undefined => {
  const find = (name: string | undefined) =>
    list.find(({ uid }) => uid === name) ?? list.find((one) => one.name === name);
  if (inAddress !== undefined) return find(inAddress)?.uid;
  const chosen =
    find(remembered()) ??
    find(inSettings) ??
    find(DATA_SOURCE_UID) ??
    list.find(({ isDefault }) => isDefault) ??
    list[0];
  return chosen?.uid;
};
