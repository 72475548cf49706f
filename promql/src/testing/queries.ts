import { allQueries, queries } from '@chatwatch/dashboards';
import { alertRules, loadObjectives, recordingRules } from '@chatwatch/objectives';

/** A query of a dashboard as Grafana would ask it, everything chosen but of objectives one. */
const filled = (query: string, objective: string): string =>
  query
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '1h')
    .replaceAll(/=~"\$\w+"/g, '=~".+"')
    .replaceAll('"$objective"', `"${objective}"`);

/** Every query of every panel, of pages that ask more, and of every rule, each once. */
export const projectQueries = (): string[] => {
  const objectives = loadObjectives();
  const panels = allQueries(objectives).map(({ expr }) => filled(expr, objectives[0]?.id ?? ''));
  const ofPages = [queries.changeQueries, queries.connectionQueries, queries.consoleQueries, queries.stageQueries]
    .flatMap((entries) => Object.values(entries))
    .map(({ expr }) => filled(expr, objectives[0]?.id ?? ''));
  const rules = [
    ...recordingRules(objectives).groups.flatMap((group) => group.rules),
    ...alertRules(objectives).groups.flatMap((group) => group.rules),
  ];
  return [...new Set([...panels, ...ofPages, ...rules.map(({ expr }) => expr)])];
};
