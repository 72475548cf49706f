import { z } from 'zod';

const content = z.record(z.string(), z.looseObject({ example: z.unknown().optional() }));

const operation = z.looseObject({
  summary: z.string().optional(),
  description: z.string().optional(),
  security: z.array(z.unknown()),
  parameters: z.array(z.looseObject({ name: z.string().optional(), example: z.unknown().optional() })),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: content.optional() })),
});

type Operation = z.infer<typeof operation>;

const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/**
 * What a reader of an OpenAPI document would miss, a line each: descriptions, examples of requests and answers, and
 * what an operation refuses.
 * @param document as the service answers it
 */
export const documentProblems = (document: unknown): string[] =>
  Object.entries(documentSchema.parse(document).paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, one]) =>
      problemsOf(one).map((problem) => `${method.toUpperCase()} ${path}: ${problem}`),
    ),
  );

const problemsOf = (one: Operation): string[] => [
  ...(hasText(one.summary) ? [] : ['has no summary']),
  ...(hasText(one.description) ? [] : ['has no description']),
  ...one.parameters
    .filter(({ name, example }) => name !== undefined && example === undefined)
    .map(({ name }) => `has no example of the parameter ${String(name)}`),
  ...(lacksExample(one.requestBody?.content) ? ['has no example of its body'] : []),
  ...Object.entries(one.responses).flatMap(([status, answer]) => [
    ...(hasText(answer.description) ? [] : [`does not say what ${status} means`]),
    ...(lacksExample(answer.content) ? [`has no example of its answer ${status}`] : []),
  ]),
  ...(Object.keys(one.responses).some((status) => Number(status) >= 400) ? [] : ['has no error answers']),
];

const hasText = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** Only what is text or JSON has one: other media types hold bytes. */
const lacksExample = (given: z.infer<typeof content> | undefined): boolean =>
  Object.entries(given ?? {}).some(
    ([mediaType, { example }]) => /json|form-data|text\/plain/.test(mediaType) && example === undefined,
  );
