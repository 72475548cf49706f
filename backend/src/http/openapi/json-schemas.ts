import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Where references between schemas lead in the document. */
const COMPONENTS = '#/components/schemas/';

/** Turns Zod schemas into JSON schemas of one document; those that have an `id` become its shared components. */
export class JsonSchemas {
  readonly #components = new Map<string, JsonSchema>();

  /** @param io what a caller may write differs from what he reads where a schema trims, converts or fills in */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const whole = z.toJSONSchema(schema, { io, override: tidy });
    for (const [id, shared] of Object.entries(whole.$defs ?? {})) this.#components.set(id, relocated(shared));
    return relocated(whole);
  }

  /** What a reference stands for; anything else as it is. */
  resolve(schema: JsonSchema): JsonSchema {
    const target = schema.$ref?.startsWith(COMPONENTS) ? schema.$ref.slice(COMPONENTS.length) : undefined;
    return target === undefined ? schema : (this.#components.get(target) ?? schema);
  }

  /** The shared schemas so far, by name. */
  components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => a.localeCompare(b)));
  }
}

/** Takes out what says nothing: Zod's pattern of a time beside its format, and how the digits of a number look. */
const tidy = ({ jsonSchema }: { jsonSchema: JsonSchema }): void => {
  if (jsonSchema.format === 'date-time' || jsonSchema.type === 'integer') delete jsonSchema.pattern;
};

/** What a schema says only where it stands alone; a component needs no id beside its name. */
const OWN_KEYS = ['$schema', '$defs', 'id'];

/** The same with references to the document's components. */
const relocated = (schema: JsonSchema): JsonSchema => {
  const kept = Object.entries(schema).filter(([key]) => !OWN_KEYS.includes(key));
  // A JSON schema is plain JSON, and stays one.
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)).replaceAll('"#/$defs/', `"${COMPONENTS}`)) as JsonSchema;
};
