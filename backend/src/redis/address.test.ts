import { describe, expect, it } from '@jest/globals';
import { readRedisUrl } from './address.js';

const node = (host: string, port = 6379) => ({ host, port });
const plain = {
  isCluster: false,
  isEncrypted: false,
  nodes: [node('localhost')],
  username: undefined,
  password: undefined,
  database: 0,
};

describe('REDIS_URL', () => {
  it.each([
    ['redis://localhost', plain],
    ['redis://10.0.0.1:7000/3', { ...plain, nodes: [node('10.0.0.1', 7000)], database: 3 }],
    ['redis://[::1]:7000', { ...plain, nodes: [node('::1', 7000)] }],
    ['redis://:p%40ss:word@localhost', { ...plain, password: 'p@ss:word' }],
    ['redis://ann:secret@localhost', { ...plain, username: 'ann', password: 'secret' }],
    ['rediss://localhost/', { ...plain, isEncrypted: true }],
    ['redis+cluster://localhost', { ...plain, isCluster: true }],
    ['rediss+cluster://localhost', { ...plain, isCluster: true, isEncrypted: true }],
    ['redis://:pw@a:1,b:2', { ...plain, isCluster: true, password: 'pw', nodes: [node('a', 1), node('b', 2)] }],
    ['redis://a:1,redis://b:2', { ...plain, isCluster: true, nodes: [node('a', 1), node('b', 2)] }],
  ])('%s is read', (text, address) => {
    expect(readRedisUrl(text)).toEqual(address);
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://a,',
    'redis://a:0',
    'redis://a:65536',
    'redis://a:x',
    'redis://user@a',
    'redis://:%zz@a',
    'redis://a/db',
    'redis://a?tls=1',
    'redis://a,rediss://b',
    'redis+cluster://a/1',
  ])('%s is refused', (text) => {
    expect(readRedisUrl(text)).toBeUndefined();
  });
});
