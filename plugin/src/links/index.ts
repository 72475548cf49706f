export { CONTROL_PARAMS } from './control-params';
export { useLinks, type Links } from './use-links';
export { TextAnchor } from './text-anchor';
