import type { ChannelStore } from '../store.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';
import { toChannel } from './rows.js';

export function createChannelStore(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): ChannelStore {
  return {
    async create({ id, name, type, ownerId, createdAt }, memberIds) {
      await writer.call('createChannel', [id, name, type, ownerId, createdAt], memberIds);
    },

    async findById(id) {
      const row = await reader.call('channelById', id);
      return row === null ? undefined : toChannel(row);
    },

    async listVisible(userId) {
      const rows = await reader.call('visibleChannels', userId);
      return rows.map(toChannel);
    },

    async lastUsed(limit) {
      return [...(await reader.call('lastUsedChannels', limit))];
    },

    async memberIds(channelId) {
      return [...(await reader.call('memberIds', channelId))];
    },

    async findShared(userIds, maxMembers) {
      const rows = userIds.length === 0 ? [] : await reader.call('sharedChannels', userIds, maxMembers);
      // Written by SQLite from a column of ids.
      return rows.map(([channelId, ids]) => ({ channelId, memberIds: JSON.parse(ids) as string[] }));
    },

    isMember: (channelId, userId) => reader.call('isMember', channelId, userId),
    addMember: (channelId, userId) => writer.call('addMember', channelId, userId),
    removeMember: (channelId, userId) => writer.call('removeMember', channelId, userId),
  };
}
