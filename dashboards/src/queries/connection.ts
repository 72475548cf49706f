import { RECORDED } from '@chatwatch/objectives/names';
import { catalogue } from './query.js';

const ofObjectives = (series: string): string => `count (count by (objective) (${series}))`;

/** What the console's test of a Prometheus asks; about all jobs, as none is chosen before it is known what there is. */
export const connectionQueries = catalogue({
  targets: {
    expr: 'count (up)',
    legend: 'targets',
    unit: 'none',
    description: 'Targets of any job.',
  },
  up: {
    expr: 'count (up == 1 and on (job, instance) chat_build_info)',
    legend: 'up',
    unit: 'none',
    description: 'Instances of the service that answer Prometheus.',
  },
  down: {
    expr: 'count (up == 0 and on (job, instance) last_over_time(chat_build_info[1d]))',
    legend: 'down',
    unit: 'none',
    description: 'Instances of the service that answered within a day and do not any more.',
  },
  objectives: {
    expr: ofObjectives(RECORDED.info),
    legend: 'objectives',
    unit: 'none',
    description: 'Objectives that the recording rules know.',
  },
  measured: {
    expr: ofObjectives(RECORDED.series),
    legend: 'measured',
    unit: 'none',
    description: 'Those that something is measured of.',
  },
  buckets: {
    expr: 'count (http_request_duration_seconds_bucket)',
    legend: 'buckets',
    unit: 'none',
    description: 'Buckets of the times of requests.',
  },
});
