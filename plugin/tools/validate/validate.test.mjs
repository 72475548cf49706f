import { describe, expect, test } from '@jest/globals';
import { draft, manifest, problemsOf, route } from './testing.mjs';

/** @typedef {import('./testing.mjs').Draft} Draft */

/**
 * The draft with one file replaced, or without it.
 * @param {string} path
 * @param {string | Uint8Array} [content]
 */
function having(path, content) {
  const files = draft();
  if (content === undefined) files.delete(path);
  else files.set(path, content);
  return files;
}

/** @param {Record<string, unknown>} changes */
const info = (changes) => draft({ info: { ...manifest().info, ...changes } });

const page = manifest().includes?.[0] ?? {};
const readme = String(draft().get('README.md'));

test('a plugin without a fault has none', () => {
  expect(problemsOf(draft())).toEqual([]);
});

describe('finds', () => {
  test.each(
    /** @type {[string, Draft, string][]} */ ([
      ['a file that is no part of a plugin', having('src/secret.ts', 'x'), 'src/secret.ts is no part of it'],
      ['a fixture among the locales', having('locales/fixture.json', '{}'), 'locales/fixture.json is no part of it'],
      ['a missing module', having('module.js'), 'module.js is missing or no AMD module'],
      ['a module that is no AMD module', having('module.js', 'export {}'), 'module.js is missing or no AMD module'],
      ['a module without a source map', having('module.js.map'), 'module.js has no source map'],
      [
        'a source map with a path of the builder’s machine',
        having('module.js.map', JSON.stringify({ sources: ['/home/ann/module.tsx'] })),
        'module.js.map names /home/ann/module.tsx',
      ],
      ['a manifest that cannot be read', having('plugin.json', '{'), "plugin.json must have required property 'id'"],
      ['an unknown key', draft({ pages: [] }), 'plugin.json must NOT have additional properties'],
      ['an id that is none of an app', draft({ id: 'acme-lamp-panel' }), 'acme-lamp-panel is not the id of an app'],
      ['the id as the name', draft({ name: 'acme-lamp-app' }), 'the name acme-lamp-app is not for people'],
      ['no description', info({ description: '' }), 'the description is empty'],
      ['no keywords', info({ keywords: [] }), 'there are no keywords'],
      ['another version than the package’s', info({ version: '1.2.2' }), '1.2.2 is not 1.2.3'],
      ['no day of the build', info({ updated: '%TODAY%' }), 'updated is %TODAY%, not a day'],
      [
        'a range of Grafana that is none',
        draft({ dependencies: { grafanaDependency: 'new' } }),
        'new is no range of versions',
      ],
      ['one Grafana alone', draft({ dependencies: { grafanaDependency: '12.3.1' } }), '12.3.1 is one version alone'],
      [
        'a page elsewhere',
        draft({ includes: [{ ...page, path: '/a/acme-lamp-app2' }] }),
        'page Lamps is at /a/acme-lamp-app2',
      ],
      ['a page without a role', draft({ includes: [{ ...page, role: undefined }] }), 'page Lamps has no role'],
      [
        'two pages at one address',
        draft({ includes: [page, { ...page, defaultNav: false }] }),
        'two pages are at /a/acme-lamp-app',
      ],
      ['no first page', draft({ includes: [{ ...page, defaultNav: false }] }), 'not one page is the first'],
      [
        'a list of methods',
        draft({ routes: [route({ method: 'GET,POST' })] }),
        'route GET,POST lamps/* needs one method',
      ],
      [
        'a route without a role',
        draft({ routes: [route({ reqRole: undefined })] }),
        'route GET lamps/* is open to everyone who is signed in',
      ],
      [
        'a route that climbs',
        draft({ routes: [route({ path: 'lamps/../*' })] }),
        'route GET lamps/../* has no plain path',
      ],
      [
        'a route to elsewhere',
        draft({ routes: [route({ url: 'https://example.org' })] }),
        'route GET lamps/* goes elsewhere than to the service',
      ],
      [
        'a secret in a route',
        draft({ routes: [route({ headers: [{ name: 'Authorization', content: 'Bearer abc' }] })] }),
        'route GET lamps/* carries a secret',
      ],
      [
        'a key that Grafana ignores',
        draft({ routes: [route({ urlParams: [{ name: 'key', content: 'a' }] })] }),
        'route GET lamps/* has urlParams, which Grafana ignores',
      ],
      ['the same route twice', draft({ routes: [route(), route()] }), 'route GET lamps/* is there twice'],
      ['no README', having('README.md'), 'README.md is missing or says nothing'],
      [
        'the template’s README',
        having('README.md', `${readme} This is a starting point for building Grafana app plugins`),
        'README.md is the template’s',
      ],
      ['comments in the README', having('README.md', `${readme}<!-- later -->`), 'README.md has comments'],
      ['words for developers', having('README.md', `${readme} Run yarn.`), 'README.md speaks to developers'],
      [
        'a relative link',
        having('README.md', `${readme} [more](docs/more.md)`),
        'README.md links docs/more.md, which the catalogue has not',
      ],
      [
        'a CHANGELOG without this version',
        having('CHANGELOG.md', '# Changelog\n'),
        'CHANGELOG.md has no heading 1.2.3',
      ],
      [
        'another licence',
        having('LICENSE', 'All rights reserved'),
        'LICENSE is missing or none that the catalogue takes',
      ],
      [
        'a licence of nobody',
        having('LICENSE', 'Apache License Version 2.0 Copyright {name of copyright owner}'),
        'LICENSE has a gap where its owner stands',
      ],
      ['a placeholder', having('README.md', `${readme} %PLUGIN_ID%`), 'README.md still has %PLUGIN_ID%'],
      ['a logo that is not there', having('img/logo.svg'), 'the logo img/logo.svg is no SVG'],
      ['a script in an SVG', having('img/a.svg', '<svg><script>1</script></svg>'), 'img/a.svg has a script'],
      ['a handler in an SVG', having('img/a.svg', '<svg onload="x()"/>'), 'img/a.svg has a handler of events'],
      ['HTML in an SVG', having('img/a.svg', '<svg><foreignObject/></svg>'), 'img/a.svg has a foreign object'],
      ['an entity in an SVG', having('img/a.svg', '<!ENTITY a "b"><svg/>'), 'img/a.svg has an entity'],
      [
        'an image from elsewhere in an SVG',
        having('img/a.svg', '<svg><image href="https://example.org/a.png"/></svg>'),
        'img/a.svg has something from elsewhere',
      ],
      [
        'a screenshot that is not there',
        having('img/screenshots/lamps.png'),
        'the screenshot img/screenshots/lamps.png is not there',
      ],
      [
        'a screenshot in another format than its ending',
        having('img/screenshots/lamps.png', 'GIF89a'),
        'the screenshot img/screenshots/lamps.png is no PNG',
      ],
      [
        'a screenshot that is too large',
        having('img/screenshots/lamps.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...Array(1024 * 1024).fill(0)])),
        'the screenshot img/screenshots/lamps.png is larger than 1048576 B',
      ],
      [
        'a screenshot without a name',
        info({ screenshots: [{ path: 'img/screenshots/lamps.png' }] }),
        'the screenshot img/screenshots/lamps.png has no name',
      ],
    ]),
  )('%s', (_, files, problem) => {
    expect(problemsOf(files)).toContain(problem);
  });

  test('a folder that is not named as the plugin', () => {
    expect(problemsOf(draft(), 'dist')).toEqual(['the top holds dist/ in place of acme-lamp-app/ alone']);
  });

  test('files beside the folder', () => {
    const files = new Map([...draft()].map(([path, content]) => [path === 'LICENSE' ? `../${path}` : path, content]));
    expect(problemsOf(files)).not.toEqual([]);
  });
});

test('takes a screenshot just as large as it may be', () => {
  const content = new Uint8Array(1024 * 1024);
  content.set([0x89, 0x50, 0x4e, 0x47]);
  expect(problemsOf(having('img/screenshots/lamps.png', content))).toEqual([]);
});
