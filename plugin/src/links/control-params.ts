/** Names of the address's parameters that the bar of controls stands for; the same as those of the dashboards. */
export const CONTROL_PARAMS = {
  from: 'from',
  to: 'to',
  timeZone: 'timezone',
  refresh: 'refresh',
  dataSource: 'var-datasource',
  job: 'var-job',
  instance: 'var-instance',
} as const;

const NAMES: readonly string[] = Object.values(CONTROL_PARAMS);

/** Only the parameters of the controls, as they go along with every jump. */
export const controlParams = (search: string): URLSearchParams =>
  new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => NAMES.includes(name)));
