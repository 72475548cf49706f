import type { UserStatus } from '@chatwatch/client';
import type { Database } from 'better-sqlite3';
import type { ReadCalls, WriteCalls } from '../operations.js';
import type { PresenceChangeRow, PresenceRow } from '../rows.js';

type NodesRow = readonly [status: UserStatus, lastSeenAt: number | null, nodes: string];

const UPDATE = 'UPDATE users SET status = ?, last_seen_at = ?, nodes = ? WHERE id = ?';

const ON_NODE = `
  SELECT id, status, last_seen_at, nodes FROM users
   WHERE nodes <> '[]' AND EXISTS (SELECT 1 FROM json_each(users.nodes) WHERE value = ?) LIMIT ?`;

/** The writer's side of `PresenceStore`. */
export function preparePresence(database: Database): Pick<WriteCalls, 'settlePresence' | 'takeOverPresence'> {
  const find = database.prepare<[id: string], NodesRow>('SELECT status, last_seen_at, nodes FROM users WHERE id = ?');
  find.raw();
  const update = database.prepare<[status: UserStatus, lastSeenAt: number | null, nodes: string, id: string]>(UPDATE);
  const onNode = database.prepare<[nodeId: string, limit: number], readonly [id: string, ...NodesRow]>(ON_NODE).raw();
  return {
    settlePresence(nodeId, changes) {
      const changed: PresenceRow[] = [];
      for (const change of changes) {
        const [id] = change;
        const before = find.get(id);
        if (!before) continue;
        const after = settled(before, nodeId, change);
        if (after.some((value, index) => value !== before[index])) update.run(...after, id);
        if (after[0] !== before[0]) changed.push([id, after[0], after[1]]);
      }
      return changed;
    },
    takeOverPresence: (from, to, limit) =>
      onNode.all(from, limit).map(([id, status, lastSeenAt, nodes]) => {
        update.run(status, lastSeenAt, withNode(withNode(nodes, from, false), to, true), id);
        return [id, status, lastSeenAt];
      }),
  };
}

const settled = (before: NodesRow, nodeId: string, [, isHere, at, chosen]: PresenceChangeRow): NodesRow => {
  const [status, lastSeenAt, nodes] = before;
  const nodesAfter = withNode(nodes, nodeId, isHere === 1);
  const after = chosen ?? statusAfter(status, nodes, nodesAfter);
  const isHidden = status === 'offline' && after === 'offline';
  return [after, isHidden ? lastSeenAt : Math.max(lastSeenAt ?? 0, at), nodesAfter];
};

const statusAfter = (status: UserStatus, nodes: string, nodesAfter: string): UserStatus => {
  if (nodes === NONE && nodesAfter !== NONE) return status === 'offline' ? 'online' : status;
  return nodes !== NONE && nodesAfter === NONE ? 'offline' : status;
};

const NONE = '[]';

const withNode = (nodes: string, nodeId: string, isHere: boolean): string => {
  // Only this file writes the column.
  const others = (JSON.parse(nodes) as string[]).filter((id) => id !== nodeId);
  return JSON.stringify(isHere ? [...others, nodeId] : others);
};

/** The reader's side of it. */
export function preparePresenceReads(database: Database): Pick<ReadCalls, 'presence' | 'presenceNodes'> {
  const byIds = database
    .prepare<[ids: string], PresenceRow>(
      'SELECT id, status, last_seen_at FROM users WHERE id IN (SELECT value FROM json_each(?))',
    )
    .raw();
  const nodes = database
    .prepare<[], string>("SELECT DISTINCT value FROM users, json_each(users.nodes) WHERE nodes <> '[]'")
    .pluck();
  return {
    presence: (ids) => byIds.all(JSON.stringify(ids)),
    presenceNodes: () => nodes.all(),
  };
}
