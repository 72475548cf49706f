import { describe, expect, it } from '@jest/globals';
import { attachment } from './content-disposition.js';

describe('the name in Content-Disposition', () => {
  it.each([
    ['plan.pdf', 'plan.pdf', 'plan.pdf'],
    ['a "b" \\c.txt', 'a _b_ _c.txt', 'a%20%22b%22%20%5Cc.txt'],
    ['世界 👋.png', '__ _.png', '%E4%B8%96%E7%95%8C%20%F0%9F%91%8B.png'],
    ["it's (1)*.zip", "it's (1)*.zip", 'it%27s%20%281%29%2A.zip'],
    ['100%25.txt', '100_25.txt', '100%2525.txt'],
  ])('of %s is plain for old programs and whole for others', (name, ascii, encoded) => {
    expect(attachment(name)).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
  });
});
