import type { JsonSchema, JsonSchemas } from './json-schemas.js';

/**
 * An example of a schema, put together from the examples that it and its parts carry; undefined where a needed part
 * has none. Optional properties are shown where they have one.
 */
export const exampleOf = (given: JsonSchema, schemas: JsonSchemas): unknown => {
  const schema = schemas.resolve(given);
  const [own] = [...(schema.examples ?? []), schema.const, schema.default, ...(schema.enum ?? [])].filter(isGiven);
  if (own !== undefined) return own;
  if (schema.type === 'object') return exampleOfObject(schema, schemas);
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (variants.length > 0) return variants.map((variant) => exampleOf(asSchema(variant), schemas)).find(isGiven);
  if (schema.type === 'array') return exampleOfArray(schema, schemas);
  return exampleOfScalar(schema);
};

const exampleOfScalar = ({ type, minimum }: JsonSchema): unknown => {
  // Zod writes "text or null" as a list of types, which its own type of a schema does not know.
  if (type === 'null' || (Array.isArray(type) && type.includes('null'))) return null;
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? (minimum ?? 0) : undefined;
};

const isGiven = (value: unknown): boolean => value !== undefined;

/** `true` stands for a schema that everything fits. */
const asSchema = (schema: JsonSchema | boolean): JsonSchema => (typeof schema === 'boolean' ? {} : schema);

const exampleOfObject = (schema: JsonSchema, schemas: JsonSchemas): unknown => {
  const parts = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [name, exampleOf(asSchema(part), schemas)] as const,
  );
  const given = Object.fromEntries(parts.filter(([, value]) => isGiven(value)));
  return (schema.required ?? []).every((name) => name in given) ? given : undefined;
};

const exampleOfArray = ({ items }: JsonSchema, schemas: JsonSchemas): unknown => {
  if (items === undefined || typeof items === 'boolean' || Array.isArray(items)) return [];
  const item = exampleOf(items, schemas);
  return item === undefined ? undefined : [item];
};
