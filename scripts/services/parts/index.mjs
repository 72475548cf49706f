import { ScriptError } from '../../lib/main.mjs';
import { alertmanager, amtool } from './alertmanager.mjs';
import { chromium } from './chromium.mjs';
import { composeSpec } from './compose-spec.mjs';
import { haproxy } from './haproxy.mjs';
import { k6 } from './k6.mjs';
import { mongod } from './mongod.mjs';
import { prometheus, promtool } from './prometheus.mjs';
import { redisServer } from './redis-server.mjs';
import { schemathesis } from './schemathesis.mjs';
import { strace } from './strace.mjs';
import { toxiproxyServer } from './toxiproxy-server.mjs';

/** Every program that tests, load runs and work by hand may need beside Node.js. */
export const parts = [
  mongod,
  redisServer,
  prometheus,
  promtool,
  alertmanager,
  amtool,
  strace,
  chromium,
  k6,
  toxiproxyServer,
  schemathesis,
  haproxy,
  composeSpec,
];

/** What people call some of them. @type {Record<string, string>} */
const otherNames = { mongo: 'mongod', mongodb: 'mongod', redis: 'redis-server', toxiproxy: 'toxiproxy-server' };

/**
 * @param {string} name
 * @returns {import('../part.mjs').Part}
 */
export function partNamed(name) {
  const part = parts.find((one) => one.name === (otherNames[name] ?? name));
  if (part) return part;
  throw new ScriptError(`There is no part named ${name}; there are ${parts.map((one) => one.name).join(', ')}.`, 2);
}
