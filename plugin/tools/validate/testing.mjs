import { readFileSync } from 'node:fs';
import { pack } from '../archive.mjs';
import { validate } from './validate.mjs';

/** @typedef {import('./plugin.mjs').Manifest & Record<string, unknown>} Manifest */
/** @typedef {Map<string, string | Uint8Array>} Draft files of a plugin, by path below its folder */

const version = '1.2.3';
const schema = JSON.parse(readFileSync(new URL('../../schema/plugin.schema.json', import.meta.url), 'utf8'));
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

/**
 * A plugin.json without a fault.
 * @param {Partial<Manifest>} [changes]
 * @returns {Manifest}
 */
export const manifest = (changes = {}) => ({
  type: 'app',
  id: 'acme-lamp-app',
  name: 'Lamps',
  info: {
    keywords: ['lamps'],
    description: 'Which lamps are on.',
    author: { name: 'Acme' },
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
    screenshots: [{ name: 'Lamps', path: 'img/screenshots/lamps.png' }],
    version,
    updated: '2026-01-31',
  },
  includes: [
    { type: 'page', name: 'Lamps', path: '/a/acme-lamp-app', role: 'Viewer', addToNav: true, defaultNav: true },
  ],
  routes: [route()],
  dependencies: { grafanaDependency: '>=12.3.0', plugins: [] },
  ...changes,
});

/** A proxy route without a fault, with changes. */
export const route = (changes = {}) => ({
  path: 'lamps/*',
  method: 'GET',
  url: '{{ .JsonData.apiUrl }}/lamps',
  reqRole: 'Viewer',
  headers: [{ name: 'Authorization', content: 'Bearer {{ .SecureJsonData.apiToken }}' }],
  ...changes,
});

/**
 * The files of a plugin without a fault.
 * @param {Partial<Manifest>} [changes] of its plugin.json
 * @returns {Draft}
 */
export const draft = (changes) =>
  new Map(
    /** @type {[string, string | Uint8Array][]} */ ([
      ['plugin.json', JSON.stringify(manifest(changes))],
      ['module.js', '/* banner */ define(["react"],()=>{});'],
      ['module.js.map', JSON.stringify({ version: 3, sources: ['webpack://acme-lamp-app/./module.tsx'] })],
      ['README.md', `# Lamps\n\n${'It shows which lamps are on, and for how long. '.repeat(8)}`],
      ['CHANGELOG.md', `# Changelog\n\n## ${version}\n\nThe first version.\n`],
      ['LICENSE', 'Apache License\n   Version 2.0, January 2004\n'],
      ['img/logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>'],
      ['img/screenshots/lamps.png', png],
    ]),
  );

/**
 * What is wrong with an archive of these files.
 * @param {Draft} files
 * @param {string} [folder]
 */
export function problemsOf(files, folder = 'acme-lamp-app') {
  const encoder = new TextEncoder();
  const contents = [...files].map(
    ([path, content]) => /** @type {const} */ ([path, typeof content === 'string' ? encoder.encode(content) : content]),
  );
  return validate(pack(new Map(contents), folder), { version, schema }).flatMap(({ problems }) => problems);
}
