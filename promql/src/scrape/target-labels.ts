import type { Labels } from '../series.js';

/**
 * The labels under which a sample is kept: its own, the target's `job` and `instance`, and its name. A label of its own
 * that is called like one of the target's becomes `exported_…`, as in Prometheus without `honor_labels`.
 */
export const targetLabels = (name: string, own: Labels, target: Labels): Labels => {
  const labels: Record<string, string> = { __name__: name };
  for (const [label, value] of Object.entries(own)) {
    if (value === '') continue;
    let free = label;
    while (Object.hasOwn(target, free) || (free !== label && Object.hasOwn(own, free))) free = `exported_${free}`;
    labels[free] = value;
  }
  return Object.assign(labels, target);
};
