import { parser } from '@prometheus-io/lezer-promql';

/** A use of a metric in a query. */
export interface MetricUse {
  readonly metric: string;
  /** Conditions on labels as they are written, `job=~"$job"`. */
  readonly matchers: readonly string[];
  /** The function that is applied directly to it, if any. */
  readonly appliedFunction: string | undefined;
}

type Tree = ReturnType<typeof parser.parse>;
type Node = Tree['topNode'];

/** Grafana puts durations in the place of these; nobody else writes such odd ones. */
const filled = (expr: string): string => expr.replaceAll('$__rate_interval', '4m7s').replaceAll('$__range', '6h13m');

const functionOver = (selector: Node): Node | undefined => {
  let parent = selector.parent;
  while (parent?.name === 'MatrixSelector' || parent?.name === 'FunctionCallBody') parent = parent.parent;
  return parent?.name === 'FunctionCall' ? parent : undefined;
};

const useOf = (selector: Node, text: (node: Node) => string): MetricUse => {
  const metric = selector.getChild('Identifier');
  const labels = selector.getChild('LabelMatchers');
  const applied = functionOver(selector)?.getChild('FunctionIdentifier');
  return {
    metric: metric === null ? '' : text(metric),
    matchers: labels === null ? [] : labels.getChildren('UnquotedLabelMatcher').map(text),
    appliedFunction: applied ? text(applied) : undefined,
  };
};

/** Reads a query as Prometheus' own grammar does. Throws a SyntaxError that names the place of a mistake. */
export const metricUses = (expr: string): MetricUse[] => {
  const source = filled(expr);
  const text = (node: Node): string => source.slice(node.from, node.to);
  const uses: MetricUse[] = [];
  parser.parse(source).iterate({
    enter: ({ node, type, from }) => {
      if (type.isError) throw new SyntaxError(`${expr}: not understood from '${source.slice(from, from + 30)}'`);
      if (type.name === 'VectorSelector') uses.push(useOf(node, text));
    },
  });
  return uses;
};

/** The windows of a query's ranges, with Grafana's variables in the place of odd durations. */
export const rangesOf = (expr: string): string[] => [...expr.matchAll(/\[([^\]]+)\]/g)].map(([, range]) => range ?? '');
