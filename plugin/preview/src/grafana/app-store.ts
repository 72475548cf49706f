import { z } from 'zod';
import type { AppSettings } from '../page-settings.js';
import { manifest, type RouteValues } from '../proxy/routes.js';

const changeSchema = z.looseObject({
  jsonData: z.record(z.string(), z.unknown()).optional(),
  secureJsonData: z.record(z.string(), z.string()).optional(),
});

/** The app's settings, in memory: what is changed in the preview lasts as long as it runs. */
export class AppStore {
  #values: RouteValues;

  constructor(values: RouteValues) {
    this.#values = values;
  }

  /** With secrets, for the proxy alone. */
  get values(): RouteValues {
    return this.#values;
  }

  /** Without secrets, for the page. */
  get shown(): AppSettings {
    const { jsonData, secureJsonData } = this.#values;
    const isSet = ([name, value]: [string, string]): [string, boolean] => [name, value !== ''];
    return { jsonData, secureJsonFields: Object.fromEntries(Object.entries(secureJsonData).map(isSet)) };
  }

  /** As Grafana answers for its settings. */
  get answer(): object {
    return { id: manifest.id, type: 'app', enabled: true, pinned: true, ...this.shown };
  }

  /** Takes a change as Grafana does: all of `jsonData`, of secrets those that are given. False where it is none. */
  change(change: unknown): boolean {
    const { data } = changeSchema.safeParse(change);
    if (!data) return false;
    const { jsonData = this.#values.jsonData, secureJsonData } = data;
    this.#values = { jsonData, secureJsonData: { ...this.#values.secureJsonData, ...secureJsonData } };
    return true;
  }
}
