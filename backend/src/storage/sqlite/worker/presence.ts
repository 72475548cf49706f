import type { UserStatus } from '@chatwatch/client';
import type { Database } from 'better-sqlite3';
import type { ReadCalls, WriteCalls } from '../operations.js';
import type { PresenceChangeRow, PresenceRow } from '../rows.js';

type NodesRow = readonly [status: UserStatus, lastSeenAt: number | null, nodes: string];

const UPDATE = 'UPDATE users SET status = ?, last_seen_at = ?, nodes = ? WHERE id = ?';

const ON_NODE = `
  SELECT id, status, last_seen_at FROM users
   WHERE nodes <> '[]' AND EXISTS (SELECT 1 FROM json_each(users.nodes) WHERE value = ?) LIMIT ?`;

/** The writer's side of `PresenceStore`. */
export function preparePresence(database: Database): Pick<WriteCalls, 'settlePresence'> {
  const find = database.prepare<[id: string], NodesRow>('SELECT status, last_seen_at, nodes FROM users WHERE id = ?');
  find.raw();
  const update = database.prepare<[status: UserStatus, lastSeenAt: number | null, nodes: string, id: string]>(UPDATE);
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
  };
}

const settled = (before: NodesRow, nodeId: string, change: PresenceChangeRow): NodesRow => {
  const [status, lastSeenAt, nodes] = before;
  const [, isHere, at, chosen, endedNodeId] = change;
  const nodesAfter = nodesWith(nodes, { nodeId, isHere: isHere === 1, endedNodeId });
  const after = chosen ?? statusAfter(status, nodes, nodesAfter);
  const isHidden = status === 'offline' && after === 'offline';
  return [after, isHidden ? lastSeenAt : Math.max(lastSeenAt ?? 0, at), nodesAfter];
};

const statusAfter = (status: UserStatus, nodes: string, nodesAfter: string): UserStatus => {
  if (nodes === NONE && nodesAfter !== NONE) return status === 'offline' ? 'online' : status;
  return nodes !== NONE && nodesAfter === NONE ? 'offline' : status;
};

const NONE = '[]';

interface NodeChange {
  readonly nodeId: string;
  readonly isHere: boolean;
  readonly endedNodeId: string | null;
}

const nodesWith = (nodes: string, { nodeId, isHere, endedNodeId }: NodeChange): string => {
  // Only this file writes the column.
  const others = (JSON.parse(nodes) as string[]).filter((id) => id !== nodeId && id !== endedNodeId);
  return JSON.stringify(isHere ? [...others, nodeId] : others);
};

/** The reader's side of it. */
export function preparePresenceReads(database: Database): Pick<ReadCalls, 'presence' | 'presenceNodes' | 'presenceOn'> {
  const byIds = database
    .prepare<[ids: string], PresenceRow>(
      'SELECT id, status, last_seen_at FROM users WHERE id IN (SELECT value FROM json_each(?))',
    )
    .raw();
  const nodes = database
    .prepare<[], string>("SELECT DISTINCT value FROM users, json_each(users.nodes) WHERE nodes <> '[]'")
    .pluck();
  const onNode = database.prepare<[nodeId: string, limit: number], PresenceRow>(ON_NODE).raw();
  return {
    presence: (ids) => byIds.all(JSON.stringify(ids)),
    presenceNodes: () => nodes.all(),
    presenceOn: (nodeId, limit) => onNode.all(nodeId, limit),
  };
}
