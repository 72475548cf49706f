import type { Objectives } from '@chatwatch/objectives';
import { apiDashboard } from './dashboards/api.js';
import { businessDashboard } from './dashboards/business.js';
import { dataDashboard } from './dashboards/data.js';
import { loadDashboard } from './dashboards/load.js';
import { objectivesDashboard } from './dashboards/objectives.js';
import { overviewDashboard } from './dashboards/overview.js';
import { realtimeDashboard } from './dashboards/realtime.js';
import { runtimeDashboard } from './dashboards/runtime.js';
import { limitsOf } from './limits.js';
import type { Dashboard } from './model.js';

/** All dashboards, with the limits of these objectives. */
export const buildDashboards = (objectives: Objectives): Dashboard[] => {
  const limits = limitsOf(objectives);
  return [
    overviewDashboard(limits),
    objectivesDashboard(),
    apiDashboard(limits),
    realtimeDashboard(limits),
    dataDashboard(limits),
    runtimeDashboard(limits),
    businessDashboard(limits),
    loadDashboard(limits),
  ];
};
