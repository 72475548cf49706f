import { VITAL_NAMES, VITAL_RATINGS } from '@chatwatch/client';
import { z } from 'zod';
import { events } from '../../events.js';
import { type Route, route } from '../route.js';

const MAX_SAMPLES = 50;

/** Ten minutes: what is longer was not waited for, such as a page that loaded in the background. */
const MAX_MS = 600_000;
/** web.dev calls 0.25 poor; a layout that shifts by ten times itself is a broken measurement. */
const MAX_LAYOUT_SHIFT = 10;

const rating = z.exactOptional(z.enum(VITAL_RATINGS));
const names = z.enum(VITAL_NAMES);

const sample = z.discriminatedUnion('name', [
  z.object({
    name: names.exclude(['CLS']),
    value: z
      .number()
      .min(0)
      .max(MAX_MS)
      .meta({ description: 'Milliseconds', examples: [1_240] }),
    rating,
  }),
  z.object({
    name: names.extract(['CLS']),
    value: z
      .number()
      .min(0)
      .max(MAX_LAYOUT_SHIFT)
      .meta({ description: 'The score, which has no unit', examples: [0.07] }),
    rating,
  }),
]);

const report = z.object({
  page: z
    .string()
    .min(1)
    .max(64)
    .describe('A page of the console; others count as one')
    .meta({ examples: ['overview'] }),
  samples: z.array(sample).min(1).max(MAX_SAMPLES),
});

export const vitalsRoutes = (): Route[] => [
  route({
    method: 'post',
    path: '/api/vitals',
    operationId: 'reportVitals',
    summary: 'Report how fast a page was for its reader',
    description: `Web vitals as browsers measure them, up to ${MAX_SAMPLES} at once. They are counted, not kept.`,
    auth: 'any',
    body: report,
    answers: { 202: { description: 'They are counted' } },
    handle: ({ body }) => {
      if (events.webVitals.hasSubscribers) events.webVitals.publish(body);
      return { status: 202 };
    },
  }),
];
