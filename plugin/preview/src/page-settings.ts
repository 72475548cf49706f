/** What the server tells the page at its start, as Grafana tells its own page what a user may see. */
export interface PageSettings {
  readonly dataSource: {
    readonly uid: string;
    readonly name: string;
    /** How often the service is scraped, such as `15s`. */
    readonly timeInterval: string;
  };
  readonly app: AppSettings;
}

/** The app's settings as Grafana shows them to a browser: of secrets only whether they are set. */
export interface AppSettings {
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonFields: Readonly<Record<string, boolean>>;
}
