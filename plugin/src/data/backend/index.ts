export { backend, type VitalSample } from './backend';
export { useBackend, type Asked } from './use-backend';
