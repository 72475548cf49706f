/**
 * The number of series in an exposition in either format: its lines that are neither empty nor comments. For tests
 * that hold a service under a budget of series.
 *
 * @example
 * expect(countSeries(await response.text())).toBeLessThan(2_000);
 */
export function countSeries(exposition: string): number {
  return exposition.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
}
