export { CONTROL_PARAMS, controlParams } from './control-params';
export { dashboardHref, exploreHref, pageHref, runbookHref, type LinkParams } from './links';
export { useLinks, type Links } from './use-links';
export { TextAnchor } from './text-anchor';
