/**
 * Connections that are set up at the same time. Fewer than the listen backlog of a plain Node server (511): past it,
 * the kernel drops connects and repeats them a second later.
 */
const AT_ONCE = 200;

/**
 * Opens `count` connections, a bounded number at a time. When one fails, those that were opened are closed.
 * @param open called once for each
 */
export async function connectMany<Connection extends { close(): void }>(
  count: number,
  open: () => Promise<Connection>,
): Promise<Connection[]> {
  const connections: Connection[] = [];
  let left = count;
  const work = async (): Promise<void> => {
    while (left-- > 0) connections.push(await open());
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, count) }, work));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return connections;
  for (const connection of connections) connection.close();
  throw failed.reason;
}
