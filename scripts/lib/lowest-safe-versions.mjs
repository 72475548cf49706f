/**
 * The lowest version of each package that is free of a known hole, held whether or not an advisory service answers.
 * Only packages that we use, or may use, where older versions are still easy to get.
 * `backports` are the lowest safe versions of older major versions, which are kept as well.
 * @type {Record<string, { version: string, backports?: readonly string[], reason: string }>}
 */
export const lowestSafeVersions = {
  'better-sqlite3': {
    version: '12.11.1',
    reason: 'the oldest that was seen to carry SQLite 3.51.3 or newer, which no longer corrupts WAL databases',
  },
  'body-parser': { version: '2.3.0', reason: 'security fixes up to that release' },
  'express-rate-limit': { version: '8.3.1', reason: 'CVE-2026-30827' },
  ioredis: { version: '6.0.0', reason: 'checks where a cluster redirects it' },
  jsonwebtoken: { version: '9.0.0', reason: 'CVE-2022-23540, CVE-2022-23541' },
  morgan: { version: '1.11.0', reason: 'CVE-2026-5078' },
  multer: { version: '2.2.0', reason: 'CVE-2026-5079, CVE-2026-5038' },
  'path-to-regexp': {
    version: '8.4.0',
    backports: ['1.9.0'],
    reason: 'CVE-2026-4926 in 8, CVE-2024-45296 in 1, which React Router 5 within @grafana/ui uses',
  },
  qs: { version: '6.14.2', reason: 'CVE-2025-15284, CVE-2026-2391' },
  ws: { version: '8.21.0', reason: 'CVE-2026-48779' },
};
