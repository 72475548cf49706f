import { script } from '../../redis/index.js';

/** What level 2 does in Redis, each in one slot of a cluster. Times are Redis's own, as clocks of nodes differ. */

const NOW_US = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
`;

/**
 * KEYS clock; ARGV 1 for a drop, 0 for a question, and how long to remember, ms. A drop's number is above every question
 * before it and at most that of every question after it. From the time of day, so that nothing starts again at zero
 * when Redis has lost everything.
 */
export const clockScript = script(`${NOW_US}
local last = tonumber(redis.call('GET', KEYS[1]) or 0)
if last > now then now = last end
if ARGV[1] == '1' then
  now = now + 1
  redis.call('SET', KEYS[1], string.format('%.0f', now), 'PX', ARGV[2])
end
return string.format('%.0f', now)
`);

/**
 * KEYS value and turn of each key; ARGV turn's token, its time to live in ms. Of each key the value with its time left in
 * ms; without one -1 where it is one's turn to load it, and -2 where it is another's.
 */
export const lookUpScript = script(`
local answers = {}
for at = 1, #KEYS, 2 do
  local value = redis.call('GET', KEYS[at])
  answers[at] = value
  if value then
    answers[at + 1] = redis.call('PTTL', KEYS[at])
  elseif redis.call('SET', KEYS[at + 1], ARGV[1], 'NX', 'PX', ARGV[2]) then
    answers[at + 1] = -1
  else
    answers[at + 1] = -2
  end
end
return answers
`);

/** KEYS value, turn, mark; ARGV value, its time to live in ms, generation, turn's token, oldest generation in us. */
export const setScript = script(`${NOW_US}
if redis.call('GET', KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end
local generation = tonumber(ARGV[3])
if tonumber(redis.call('GET', KEYS[3]) or 0) > generation or now - generation > tonumber(ARGV[5]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`);

/** KEYS turn; ARGV its token. */
export const releaseScript = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
`);

/** KEYS mark, then what to delete; ARGV number of the drop, how long to remember it in ms. */
export const dropKeyScript = script(`
if tonumber(redis.call('GET', KEYS[1]) or 0) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
redis.call('DEL', KEYS[2], KEYS[3])
return 0
`);

/** KEYS mark, list; ARGV generation, key, its time to live in ms. Lists a key under a tag, unless it was dropped. */
export const listScript = script(`${NOW_US}
if tonumber(redis.call('GET', KEYS[1]) or 0) > tonumber(ARGV[1]) then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], now + ARGV[3] * 1000, ARGV[2])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end
return 1
`);

/** KEYS list. Keys that may still be there. */
export const listedScript = script(`${NOW_US}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return redis.call('ZRANGE', KEYS[1], 0, -1)
`);

/** KEYS mark, list; ARGV number of the drop, how long to remember it in ms. The keys that were listed. */
export const dropTagScript = script(`
if tonumber(redis.call('GET', KEYS[1]) or 0) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local keys = redis.call('ZRANGE', KEYS[2], 0, -1)
redis.call('DEL', KEYS[2])
return keys
`);
