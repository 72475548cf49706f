import { average, OF_PEOPLE, orNone, perSecond, quantile, SERVICE, share } from './promql.js';
import { catalogue } from './query.js';

const LCP = `${SERVICE},name="LCP"`;
const inRange = (metric: string): string => `sum (increase(${metric}{${SERVICE}}[$__range]))`;

/** What people do with the service, and how its pages feel to them. */
export const businessQueries = catalogue({
  messagesInRange: {
    expr: inRange('messages_sent_total'),
    legend: 'messages',
    unit: 'short',
    description: 'Messages written in the time range.',
    needs: 'messages',
  },
  uploadsInRange: {
    expr: inRange('file_uploads_total'),
    legend: 'files',
    unit: 'short',
    description: 'Files uploaded in the time range.',
    needs: 'uploads',
  },
  messages: {
    expr: perSecond('messages_sent_total', ['channel_type']),
    legend: '{{channel_type}}',
    unit: 'mps',
    description: 'Messages written per second by the type of their channel; retries are not counted.',
    needs: 'messages',
  },
  uploads: {
    expr: orNone(perSecond('file_uploads_total', ['file_type']), 'file_type'),
    legend: '{{file_type}}',
    unit: 'ops',
    description: 'Files stored per second by the type that their content has.',
  },
  uploadBytes: {
    expr: orNone(perSecond('file_upload_bytes_sum', ['file_type']), 'file_type'),
    legend: '{{file_type}}',
    unit: 'Bps',
    description: 'Bytes of files stored per second by type.',
  },
  uploadSize: {
    expr: average('file_upload_bytes', ['file_type']),
    legend: '{{file_type}}',
    unit: 'bytes',
    description: 'Average size of stored files by type.',
    needs: 'uploads',
  },
  signIns: {
    expr: orNone(
      perSecond('http_requests_total', ['route'], `${OF_PEOPLE},route=~"/api/auth/.+",status_code=~"2.."`),
      'route',
    ),
    legend: '{{route}}',
    unit: 'ops',
    description: 'Registrations, sign-ins and tickets per second that succeeded.',
  },
  pageLoadP75: {
    expr: quantile(0.75, 'web_vitals_seconds', ['page'], LCP),
    legend: '{{page}}',
    unit: 's',
    description: 'Three of four loads of a page showed their main content within this time (LCP).',
    needs: 'pages',
  },
  pageLoadP95: {
    expr: quantile(0.95, 'web_vitals_seconds', [], LCP),
    legend: 'p95',
    unit: 's',
    description: '95 % of page loads showed their main content within this time (LCP).',
    needs: 'pages',
  },
  goodRatings: {
    expr: share(
      perSecond('web_vitals_ratings_total', ['name'], `${SERVICE},rating="good"`),
      perSecond('web_vitals_ratings_total', ['name']),
    ),
    legend: '{{name}}',
    unit: 'percentunit',
    description: 'Share of measurements of pages that web.dev calls good, by what was measured.',
    needs: 'pages',
  },
});
