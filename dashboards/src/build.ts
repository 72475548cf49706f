import type { Objectives } from '@chatwatch/objectives';
import { api } from './dashboards/api.js';
import { overview } from './dashboards/overview.js';
import { limitsOf } from './limits.js';
import type { Dashboard } from './model.js';

/** All dashboards, with the limits of these objectives. */
export const buildDashboards = (objectives: Objectives): Dashboard[] => {
  const limits = limitsOf(objectives);
  return [overview, api].map((build) => build(limits));
};
