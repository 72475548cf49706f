/** Where the pages are, below `/a/chatwatch-app`. Alerts and dashboards link them, so they stay. */
export const PAGE_PATHS = {
  overview: '',
  objectives: 'objectives',
  api: 'api',
  realtime: 'realtime',
  data: 'data',
  runtime: 'runtime',
  alerts: 'alerts',
  'live-channel': 'live-channel',
  configuration: 'configuration',
} as const;

/** The name of a page. */
export type PageId = keyof typeof PAGE_PATHS;
