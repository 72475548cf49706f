export { backend, type HistoryFrom, type VitalSample } from './backend';
export { proxyPath } from './call';
export { useBackend, type Asked } from './use-backend';
