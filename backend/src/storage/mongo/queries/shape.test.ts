import { describe, expect, it } from '@jest/globals';
import { ObjectId } from 'mongodb';
import { shapeOf } from './shape.js';

describe('the shape of a command', () => {
  it('has fields, operators and order of a query, and that it is limited', () => {
    const command = {
      find: 'messages',
      filter: { channelId: 'secret', seq: { $lt: 9, $gte: 1 } },
      sort: { seq: -1 },
      limit: 50,
      lsid: { id: 'session' },
    };
    expect(shapeOf(command)).toEqual({
      collection: 'messages',
      operation: 'find',
      shape: 'filter {channelId: ?, seq: {$lt: ?, $gte: ?}} sort {seq: -1} limit',
    });
  });

  it.each([
    ['ids, dates and bytes', { a: new ObjectId(), b: new Date(0), c: Buffer.from('secret'), d: /secret/ }],
    ['other ids, dates and bytes', { a: new ObjectId(), b: new Date(1), c: Buffer.alloc(3), d: /other/ }],
  ])('holds no value: %s', (_what, filter) => {
    expect(shapeOf({ find: 'c', filter }).shape).toBe('filter {a: ?, b: ?, c: ?, d: ?}');
  });

  it('is one for lists of any length, and tells clauses apart', () => {
    const inList = (ids: string[]) => shapeOf({ find: 'users', filter: { _id: { $in: ids } } }).shape;
    expect(inList(['a'])).toBe(inList(['b', 'c', 'd']));
    expect(shapeOf({ find: 'c', filter: { $or: [{ a: 1 }, { a: 2 }, { b: { $gt: 1 } }] } }).shape).toBe(
      'filter {$or: [{a: ?}, {b: {$gt: ?}}]}',
    );
  });

  it('has the stages of a pipeline with their paths and orders', () => {
    const pipeline = [
      { $match: { type: 'secret' } },
      { $group: { _id: '$labels.node', value: { $avg: '$value' } } },
      { $sort: { value: -1 } },
      { $limit: 5 },
    ];
    expect(shapeOf({ aggregate: 'samples', pipeline, cursor: {} }).shape).toBe(
      'pipeline [{$match: {type: ?}}, {$group: {_id: $labels.node, value: {$avg: $value}}}, ' +
        '{$sort: {value: -1}}, {$limit: ?}]',
    );
  });

  it('has filter and operators of a change, of a bulk those of the first', () => {
    const updates = [
      { q: { _id: 'a', status: { $ne: 'away' } }, u: { $set: { status: 'away', lastSeenAt: 1 } } },
      { q: { _id: 'b' }, u: {} },
    ];
    expect(shapeOf({ update: 'users', updates })).toMatchObject({
      operation: 'update',
      shape: 'q {_id: ?, status: {$ne: ?}} u {$set: {status: ?, lastSeenAt: ?}}',
    });
    expect(shapeOf({ delete: 'tickets', deletes: [{ q: { expiresAt: { $lte: 5 } }, limit: 0 }] }).shape).toBe(
      'q {expiresAt: {$lte: ?}}',
    );
    expect(shapeOf({ findAndModify: 'tickets', query: { _id: 'hash' }, remove: true }).shape).toBe('query {_id: ?}');
  });

  it.each([
    ['a query', { find: 'c', filter: { name: '$secret' } }],
    ['a stage that filters', { aggregate: 'c', pipeline: [{ $match: { name: '$secret' } }] }],
    ['a change', { update: 'c', updates: [{ q: {}, u: { $set: { content: '$secret' } } }] }],
  ])('takes no text of a user for a path in %s', (_what, command) => {
    expect(shapeOf(command).shape).not.toContain('secret');
  });
});
