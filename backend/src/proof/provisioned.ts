import { readFile } from 'node:fs/promises';

/** The provisioned configurations, with addresses and times of a test in place of those of a deployment. */

const folder = new URL('../../../provisioning/', import.meta.url);

interface PrometheusPlaces {
  /** The nodes to scrape, as `host:port`. */
  readonly targets: readonly string[];
  /** Where nothing listens when left out. */
  readonly alertmanagerPort?: number;
  readonly scrapeSeconds: number;
}

/** Name of the file beside the configuration of Prometheus that holds the service token. */
export const TOKEN_FILE = 'service_token';

/** A port of the system that nothing here serves. */
const DISCARD_PORT = 9;

/** The provisioned configuration of Prometheus. @throws {Error} where that has changed so that it does not fit */
export const prometheusConfig = async (places: PrometheusPlaces): Promise<string> => {
  const { targets, alertmanagerPort = DISCARD_PORT, scrapeSeconds } = places;
  const interval = `${scrapeSeconds * 1_000}ms`;
  return replaced(await readFile(new URL('prometheus/prometheus.yml', folder), 'utf8'), [
    [/scrape_interval: \d+s/g, `scrape_interval: ${interval}`],
    [/scrape_timeout: \d+s/g, `scrape_timeout: ${interval}`],
    [/credentials_file: .+/g, `credentials_file: ${TOKEN_FILE}`],
    [/targets: \[.*backend.*\]/g, `targets: ${JSON.stringify(targets)}`],
    [/'alertmanager:\d+'/g, `'127.0.0.1:${alertmanagerPort}'`],
  ]);
};

/** The provisioned configuration of Alertmanager, which tells `page` and `ticket` to paths of these names at once. */
export const alertmanagerConfig = async (webhookUrl: string): Promise<string> =>
  replaced(await readFile(new URL('alertmanager/alertmanager.yml', folder), 'utf8'), [
    [/group_wait: \w+/g, 'group_wait: 0s'],
    [/group_interval: \w+/g, 'group_interval: 1s'],
    [/- name: (page|ticket)/g, `- name: $1\n    webhook_configs: [{ url: '${webhookUrl}/$1' }]`],
  ]);

const replaced = (text: string, changes: readonly (readonly [RegExp, string])[]): string =>
  changes.reduce((before, [pattern, by]) => {
    const after = before.replaceAll(pattern, by);
    if (after === before) throw new Error(`the provisioned configuration has nothing like ${String(pattern)}`);
    return after;
  }, text);
