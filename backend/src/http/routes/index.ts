import type { RequestHandler } from 'express';
import type { Analytics } from '../../analytics/analytics.js';
import type { Tickets } from '../../auth/tickets.js';
import type { Channels } from '../../chat/channels.js';
import type { Messages } from '../../chat/messages.js';
import type { Statuses } from '../../chat/statuses.js';
import type { Users } from '../../chat/users.js';
import type { Config } from '../../config.js';
import type { Files } from '../../files/files.js';
import type { SignInGuard } from '../../limits/sign-in-guard.js';
import type { Route } from '../route.js';
import { accountRoutes } from './accounts.js';
import { analyticsRoutes } from './analytics.js';
import { authRoutes } from './auth.js';
import { channelRoutes } from './channels.js';
import { documentationRoutes } from './documentation.js';
import { fileRoutes } from './files.js';
import { type Health, healthRoutes } from './health.js';
import { messageRoutes } from './messages.js';
import { metricsRoutes } from './metrics.js';
import { ticketRoutes } from './tickets.js';
import { userRoutes } from './users.js';
import { vitalsRoutes } from './vitals.js';

/** What the routes hand requests on to. */
export interface RouteParts {
  readonly users: Users;
  readonly statuses: Statuses;
  readonly signIns: SignInGuard;
  readonly tickets: Tickets;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly files: Files;
  readonly health: Health;
  readonly analytics: Analytics;
  /** Writes the metrics as text. */
  readonly metricsHandler: RequestHandler;
  readonly config: Pick<Config, 'isMetricsPublic' | 'uploadMaxBytes'>;
}

/** Every route of the API. */
export const allRoutes = (parts: RouteParts): Route[] => {
  const routes: Route[] = [
    ...authRoutes(parts.users, parts.signIns),
    ...ticketRoutes(parts.tickets),
    ...userRoutes(parts.users, parts.statuses),
    ...accountRoutes(parts.users),
    ...channelRoutes(parts.channels, parts.statuses),
    ...messageRoutes(parts.messages),
    ...fileRoutes(parts.files, parts.config.uploadMaxBytes),
    ...vitalsRoutes(),
    ...analyticsRoutes(parts.analytics),
    ...healthRoutes(parts.health),
    ...metricsRoutes(parts.metricsHandler, { isPublic: parts.config.isMetricsPublic }),
    ...documentationRoutes(() => routes),
  ];
  return routes;
};
