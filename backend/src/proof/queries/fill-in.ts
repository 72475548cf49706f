/** Of a rate: as many scrapes as Grafana takes at least, and some more for a machine that is busy. */
const RATE_INTERVAL = '8s';

/**
 * What does for the list that Grafana puts in place of a variable where everything is chosen. Like that list, it matches
 * no series that lacks the label.
 */
const ALL = '.+';

const VALUES: Readonly<Record<string, string>> = {
  job: ALL,
  instance: ALL,
  testid: ALL,
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
