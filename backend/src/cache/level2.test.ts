import { describeLevel2Contract } from './contract/level2.js';
import { MemoryLevel2Server } from './testing/memory-level2.js';

describeLevel2Contract('the memory of a test', () => {
  let now = 0;
  const server = new MemoryLevel2Server(() => now);
  return Promise.resolve({
    node: server.connect(),
    other: server.connect(),
    pass: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    until: (condition) => (condition() ? Promise.resolve() : Promise.reject(new Error('it was not heard'))),
  });
});
