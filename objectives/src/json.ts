const lineWidth = 120;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

/**
 * JSON as Prettier lays it out, so that a generated file passes the format check without running Prettier:
 * an array of plain values stays on one line where it fits, everything else is opened up.
 */
export function formatJson(value: Json, indent = '', used = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const oneLine = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (items.every(isScalar) && indent.length + used + oneLine.length + 1 <= lineWidth) return oneLine;
    return `[\n${items.map((item) => inner + formatJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const fields = entries.map(([key, field]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + formatJson(field, inner, name.length);
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
