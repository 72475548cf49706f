/** The operations of the API that scenarios call, by their ids in `/openapi.json`: method and route. */
export const operations = {
  register: ['POST', '/api/auth/register'],
  login: ['POST', '/api/auth/login'],
  issueTicket: ['POST', '/api/auth/tickets'],
  getMe: ['GET', '/api/users/me'],
  searchUsers: ['GET', '/api/users/search'],
  setStatuses: ['PATCH', '/api/users/statuses'],
  listChannels: ['GET', '/api/channels'],
  createChannel: ['POST', '/api/channels'],
  getChannel: ['GET', '/api/channels/:channelId'],
  addMember: ['PUT', '/api/channels/:channelId/members/:userId'],
  removeMember: ['DELETE', '/api/channels/:channelId/members/:userId'],
  listPresence: ['GET', '/api/channels/:channelId/presence'],
  listMessages: ['GET', '/api/channels/:channelId/messages'],
  sendMessage: ['POST', '/api/channels/:channelId/messages'],
  editMessage: ['PATCH', '/api/channels/:channelId/messages/:seq'],
  deleteMessage: ['DELETE', '/api/channels/:channelId/messages/:seq'],
  uploadFile: ['POST', '/api/files'],
  downloadFile: ['GET', '/api/files/:fileId'],
  reportVitals: ['POST', '/api/vitals'],
  getPerformanceOverview: ['GET', '/analytics/performance/overview'],
  getPerformanceAlerts: ['GET', '/analytics/performance/alerts'],
  getVitals: ['GET', '/analytics/performance/vitals'],
  getRealTime: ['GET', '/analytics/performance/real-time'],
  livez: ['GET', '/livez'],
  readyz: ['GET', '/readyz'],
  getMetrics: ['GET', '/metrics'],
  getDocument: ['GET', '/openapi.json'],
  getReference: ['GET', '/docs'],
} as const satisfies Readonly<Record<string, readonly [method: string, route: string]>>;

export type Operation = keyof typeof operations;

/** The route with its placeholders filled in, each encoded, and a query behind it. */
export function pathOf(
  route: string,
  path: Readonly<Record<string, string | number>>,
  query: Readonly<Record<string, string | number>>,
): string {
  const filled = route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}
