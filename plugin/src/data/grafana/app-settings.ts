import { APP_ID } from '@chatwatch/objectives/names';
import * as z from 'zod/mini';
import type { Settings } from '../../settings';
import { askGrafana } from './ask-grafana';

const settingsAnswer = z.object({
  enabled: z.optional(z.boolean()),
  pinned: z.optional(z.boolean()),
  jsonData: z.nullish(z.record(z.string(), z.unknown())),
  secureJsonFields: z.nullish(z.record(z.string(), z.boolean())),
});

/** The app as Grafana keeps it. */
export interface StoredApp {
  readonly enabled: boolean;
  readonly pinned: boolean;
  /** Whole, as saving replaces all of it. */
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly hasToken: boolean;
}

const URL = `/api/plugins/${APP_ID}/settings`;

/**
 * Reads the app's settings as they are now.
 * @throws `ProblemError`
 */
export const fetchApp = async (signal?: AbortSignal): Promise<StoredApp> => {
  const { enabled, pinned, jsonData, secureJsonFields } = await askGrafana(URL, settingsAnswer, {
    ...(signal && { signal }),
  });
  return {
    enabled: enabled ?? false,
    pinned: pinned ?? false,
    jsonData: jsonData ?? {},
    hasToken: secureJsonFields?.apiToken === true,
  };
};

/**
 * Saves the app's settings, and enables it.
 * @param settings all of them: what is missing is gone
 * @param apiToken a new one; the old one is kept when undefined
 * @throws `ProblemError`
 */
export const saveApp = async (settings: Settings, pinned: boolean, apiToken: string | undefined): Promise<void> => {
  await askGrafana(URL, z.unknown(), {
    method: 'POST',
    data: {
      enabled: true,
      pinned,
      jsonData: settings,
      ...(apiToken !== undefined && { secureJsonData: { apiToken } }),
    },
  });
};
