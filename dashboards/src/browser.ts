// What runs in a browser too: nothing here reads a file.
export { axisEndOf } from './axis.js';
export { describePanel } from './describe.js';
export type { Drawing, DrawnDashboard, Mark } from './drawing.js';
export { HEALTH, NEUTRAL, type HealthState } from './health.js';
export type { ShownLimit } from './limits.js';
export type { Choice, Column, Dashboard, DashboardName, Panel, Row, View } from './model.js';
export * as queries from './queries/index.js';
export { reasonForEmpty, type Query, type Unit } from './queries/query.js';
export { SITUATIONS, type Situation } from './queries/situations.js';
