/** Sum of the series of one name whose labels contain a text, in Prometheus' text format. */
export const sumOf = (exposition: string, name: string, labels = ''): number =>
  exposition
    .split('\n')
    .filter((line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
