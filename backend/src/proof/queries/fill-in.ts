/** Of a rate: as many scrapes as Grafana takes at least, and some more for a machine that is busy. */
const RATE_INTERVAL = '8s';

/** What Grafana puts in place of its variables where everything is chosen. */
const VALUES: Readonly<Record<string, string>> = {
  job: '.*',
  instance: '.*',
  testid: '.*',
  __rate_interval: RATE_INTERVAL,
  __range: '1m',
};

/** A query as Grafana sends it. @throws {Error} for a variable that nobody gives a value */
export const fillIn = (query: string, objective: string): string =>
  query.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => {
    const value = name === 'objective' ? objective : VALUES[name];
    if (value === undefined) throw new Error(`nothing is known of the variable ${name} in ${query}`);
    return value;
  });
