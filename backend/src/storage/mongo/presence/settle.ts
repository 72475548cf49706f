import type { Document } from 'mongodb';
import type { PresenceChange } from '../../presence-store.js';

/**
 * The update of one user, as the rules of `PresenceStore` have it. It is decided inside the server's own atomic write:
 * all fields on the right are those before it.
 * @param token of this write, left in `statusBy` where it changes the status
 */
export const settling = (nodeId: string, change: PresenceChange, token: string): Document[] => {
  const { isHere, at, status, endedNodeId } = change;
  const before = { $ifNull: ['$nodes', []] };
  const others = { $setDifference: [before, literals([nodeId, endedNodeId])] };
  const after = isHere ? { $setUnion: [others, literals([nodeId])] } : others;
  const statusAfter = status ?? statusOf(before, after);
  const isChanged = { $ne: ['$status', statusAfter] };
  const isHidden = { $and: [isOffline('$status'), isOffline(statusAfter)] };
  return [
    {
      $set: {
        nodes: { $cond: [isNone(after), '$$REMOVE', after] },
        status: statusAfter,
        lastSeenAt: { $cond: [isHidden, '$lastSeenAt', { $max: ['$lastSeenAt', at] }] },
        statusBy: { $cond: [isChanged, token, '$statusBy'] },
        statusAt: { $cond: [isChanged, '$$NOW', '$statusAt'] },
      },
    },
  ];
};

const statusOf = (before: Document, after: Document): Document => {
  const hasCome = { $and: [isNone(before), { $not: isNone(after) }] };
  const hasLeft = { $and: [{ $not: isNone(before) }, isNone(after)] };
  return {
    $switch: {
      branches: [
        { case: { $and: [hasCome, isOffline('$status')] }, then: 'online' },
        { case: hasLeft, then: 'offline' },
      ],
      default: '$status',
    },
  };
};

const isNone = (nodes: Document): Document => ({ $eq: [nodes, []] });
const isOffline = (status: unknown): Document => ({ $eq: [status, 'offline'] });

/** Ids as they are, whatever they begin with. */
const literals = (ids: readonly (string | undefined)[]): Document => ({
  $literal: ids.filter((id) => id !== undefined),
});
