import { text } from './plugin.mjs';

/** @typedef {import('./plugin.mjs').Rule} Rule */

/** How files of a format begin, by the endings that they may have. */
const signatures = [
  { format: 'PNG', endings: ['png'], bytes: [0x89, 0x50, 0x4e, 0x47] },
  { format: 'JPEG', endings: ['jpg', 'jpeg'], bytes: [0xff, 0xd8, 0xff] },
  { format: 'GIF', endings: ['gif'], bytes: [0x47, 0x49, 0x46, 0x38] },
];

/** Every Grafana that installs the app carries them. */
const maxScreenshotBytes = 1024 * 1024;

const unsafe = [
  { what: 'a script', found: /<script|javascript:/i },
  { what: 'a handler of events', found: /\son\w+\s*=/i },
  { what: 'a foreign object', found: /<(foreignObject|iframe|embed|object)\b/i },
  { what: 'an entity', found: /<!(DOCTYPE|ENTITY)/i },
  { what: 'something from elsewhere', found: /(href|src)\s*=\s*["'](?!#)|url\(\s*["']?(?!#)/i },
];

/** @type {Rule} */
const logos = {
  name: 'has logos in SVG',
  check: ({ files, manifest: { info } }) =>
    [info?.logos?.small, info?.logos?.large].flatMap((path = '') =>
      path.endsWith('.svg') && /<svg[\s>]/.test(text(files, path)) ? [] : [`the logo ${path} is no SVG`],
    ),
};

/** @type {Rule} */
const drawings = {
  name: 'has no SVG that could do something',
  check: ({ files }) =>
    [...files.keys()]
      .filter((path) => path.endsWith('.svg'))
      .flatMap((path) =>
        unsafe.filter(({ found }) => found.test(text(files, path))).map(({ what }) => `${path} has ${what}`),
      ),
};

/**
 * @param {import('../archive.mjs').Files} files
 * @param {string} path
 */
function screenshotProblems(files, path) {
  const content = files.get(path);
  if (!content) return [`the screenshot ${path} is not there`];
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const isOfFormat = signatures.some(
    ({ endings, bytes }) => endings.includes(ending) && bytes.every((byte, at) => content[at] === byte),
  );
  return [
    ...(isOfFormat ? [] : [`the screenshot ${path} is no ${ending.toUpperCase()}`]),
    ...(content.length <= maxScreenshotBytes ? [] : [`the screenshot ${path} is larger than ${maxScreenshotBytes} B`]),
  ];
}

/** @type {Rule} */
const screenshots = {
  name: 'has the screenshots that it names: PNG, JPEG or GIF as their ending says, up to 1 MiB each',
  check: ({ files, manifest: { info } }) =>
    (info?.screenshots ?? []).flatMap(({ name, path = '' }) => [
      ...(name ? [] : [`the screenshot ${path} has no name`]),
      ...screenshotProblems(files, path),
    ]),
};

/** What there is to see. */
export const imageRules = [logos, drawings, screenshots];
