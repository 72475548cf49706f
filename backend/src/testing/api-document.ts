import { z } from 'zod';

const content = z.record(z.string(), z.object({ schema: z.unknown().optional(), example: z.unknown().optional() }));

const operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ schema: z.unknown().optional(), example: z.unknown().optional() })),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ headers: z.record(z.string(), z.unknown()), content: content.optional() }),
  ),
});

const documentShape = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

export type Operation = z.infer<typeof operation>;

/** The document of a service's API, as a stranger to its code reads it. */
export class ApiDocument {
  readonly content: z.infer<typeof documentShape>;

  constructor(document: unknown) {
    this.content = documentShape.parse(document);
  }

  /** @param url of the service */
  static async fetch(url: string): Promise<ApiDocument> {
    return new ApiDocument(await (await fetch(`${url}/openapi.json`)).json());
  }

  operations(): Operation[] {
    return Object.values(this.content.paths).flatMap((path) => Object.values(path));
  }

  /** @throws where the document has none of this id */
  operation(id: string): Operation {
    const found = this.operations().find(({ operationId }) => operationId === id);
    if (!found) throw new Error(`there is no operation ${id}`);
    return found;
  }

  /** The operation that a request is; of two templates that fit, the one with fewer placeholders. */
  operationOf(method: string, pathname: string): Operation | undefined {
    const fitting = Object.keys(this.content.paths)
      .filter((template) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname))
      .sort((a, b) => a.split('{').length - b.split('{').length);
    return fitting.map((template) => this.content.paths[template]?.[method.toLowerCase()]).find((one) => one);
  }

  /** What the document says of a value, as a check. */
  readerOf(schema: unknown): z.ZodType {
    const whole = JSON.stringify({ ...(schema as object), $defs: this.content.components.schemas });
    // The document was validated as OpenAPI 3.1, whose schemas are JSON schemas.
    const read = JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')) as z.core.JSONSchema.JSONSchema;
    return z.fromJSONSchema(read);
  }
}
