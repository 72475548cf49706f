import { orNone, perSecond, quantile, SERVICE, share } from './promql.js';
import { catalogue } from './query.js';

const REQUESTS = 'cache_requests_total';
const answered = `${SERVICE},result=~"hit|stale"`;
const firstLevel = `${SERVICE},level="l1"`;

/** The cache of two levels: in process, and Redis where there is one. */
export const cacheQueries = catalogue({
  hitShare: {
    expr: share(perSecond(REQUESTS, [], answered), perSecond(REQUESTS, [], firstLevel)),
    legend: 'answered',
    unit: 'percentunit',
    description: 'Share of lookups that the cache answered, on either level; only level 1 sees every lookup once.',
    needs: 'lookups',
  },
  hitShareByGroup: {
    expr: share(perSecond(REQUESTS, ['group'], answered), perSecond(REQUESTS, ['group'], firstLevel)),
    legend: '{{group}}',
    unit: 'percentunit',
    description: 'Share of lookups that the cache answered, on either level, by what is cached.',
    needs: 'lookups',
  },
  hitShareByLevel: {
    expr: share(perSecond(REQUESTS, ['level'], answered), perSecond(REQUESTS, ['level'])),
    legend: '{{level}}',
    unit: 'percentunit',
    description: 'Share of the lookups of a level that it answered; level 2 sees only what level 1 missed.',
    needs: 'lookups',
  },
  lookups: {
    expr: perSecond(REQUESTS, ['level', 'result']),
    legend: '{{level}} {{result}}',
    unit: 'ops',
    description: 'Lookups per second by level and result; stale is answered at once and renewed behind.',
    needs: 'lookups',
  },
  loadP95: {
    expr: quantile(0.95, 'cache_load_seconds', ['group']),
    legend: '{{group}}',
    unit: 's',
    description: '95 % of the values that were not cached were read from their source in at most this time.',
    needs: 'loads',
  },
  sharedLoads: {
    expr: orNone(perSecond('cache_loads_shared_total', ['group']), 'group'),
    legend: '{{group}}',
    unit: 'ops',
    description: 'Lookups per second that waited for a load under way instead of loading as well: stampedes avoided.',
  },
  evictions: {
    expr: orNone(perSecond('cache_evictions_total', ['group']), 'group'),
    legend: '{{group}}',
    unit: 'ops',
    description: 'Values per second that made room for others.',
  },
});
