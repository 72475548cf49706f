/** What a scrape says of a metric beside its samples. */
export interface Metadata {
  /** Such as `counter`; `unknown` where it is not told or told to be `untyped`, as Prometheus answers too. */
  readonly type: string;
  readonly help: string;
  /** Such as `seconds`, in OpenMetrics alone; else empty. */
  readonly unit: string;
}

const metadataPattern = /^#[ \t]+(TYPE|HELP|UNIT)[ \t]+([a-zA-Z_:][\w:]*)[ \t]*(.*)$/;
const fields = { TYPE: 'type', HELP: 'help', UNIT: 'unit' } as const;

/** The metrics that a scrape describes, by name. Lines that are no description are passed over. */
export function parseMetadata(text: string): ReadonlyMap<string, Metadata> {
  const metrics = new Map<string, Metadata>();
  for (const line of text.split('\n')) {
    const [, word, name, rest = ''] = metadataPattern.exec(line.trim()) ?? [];
    if (word === undefined || name === undefined) continue;
    const known = metrics.get(name) ?? { type: 'unknown', help: '', unit: '' };
    const value = rest.replaceAll(/\\([\\n])/g, (_, character: string) => (character === 'n' ? '\n' : '\\'));
    const isUntyped = word === 'TYPE' && value === 'untyped';
    // The pattern admits no other word.
    metrics.set(name, { ...known, [fields[word as keyof typeof fields]]: isUntyped ? 'unknown' : value });
  }
  return metrics;
}
