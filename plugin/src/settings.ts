import { usePluginContext } from '@grafana/data';

/** What an administrator has set in the app's configuration; the token is kept by Grafana and never comes here. */
export interface Settings {
  /** Where Grafana's server reaches the chat service. */
  apiUrl?: string;
  /** Where browsers reach it, for the direct live channel. */
  publicUrl?: string;
  /** How the live channel gets there: through Grafana's server unless said otherwise. */
  liveMode?: 'proxy' | 'direct';
  /** The uid of the Prometheus that is asked where nobody has chosen another. */
  dataSource?: string;
  /** Where runbooks are, with `{runbook}` in place of a name. */
  runbooks?: string;
  /** They come from a provisioning file, which overwrites at each start what is saved in Grafana. */
  isProvisioned?: boolean;
}

const NONE: Settings = {};

/** The app's settings; empty until it was configured. */
export const useSettings = (): Settings => usePluginContext<Settings>()?.meta.jsonData ?? NONE;
