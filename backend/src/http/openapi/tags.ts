/** How operations are grouped, in the order in which a reader needs them; `of` is how their paths begin. */
const groups = [
  { name: 'Signing in', of: ['/api/auth'], description: 'Accounts, tokens and tickets.' },
  { name: 'Users', of: ['/api/users'], description: 'Who is there, and whether he is available.' },
  { name: 'Messages', of: ['/api/channels/:channelId/messages'], description: "A channel's messages." },
  { name: 'Channels', of: ['/api/channels'], description: 'Channels and who is in them.' },
  { name: 'Files', of: ['/api/files'], description: 'What messages carry beside their text.' },
  { name: 'Measurements', of: ['/api/vitals', '/analytics', '/metrics'], description: 'How the service does.' },
  { name: 'Operation', of: ['/'], description: 'For those who run the service, and this document.' },
] as const;

/** The group of a path: the first that it belongs to. */
export const tagOf = (path: string): string =>
  groups.find(({ of }) => of.some((one) => path.startsWith(one)))?.name ?? '';

/** All groups, for the document. */
export const tags = groups.map(({ name, description }) => ({ name, description }));
