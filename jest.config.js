// Tests run as the compiled ES modules that ship, so a worker thread or a child process finds its file as in production.
const workspaces = [
  ...['objectives', 'telemetry', 'client', 'backend', 'demo', 'bench', 'promql', 'dashboards', 'k6'],
  'plugin/preview',
];
const withServices = process.env.CHATWATCH_TEST_SERVICES === '1';

/**
 * @param {string} name
 * @param {string} folder where its tests are
 * @param {string} ending
 */
const project = (name, folder, ending) => ({
  displayName: name.replace('plugin/', ''),
  rootDir: `${import.meta.dirname}/${name}`,
  testEnvironment: 'node',
  transform: {},
  testMatch: [`<rootDir>/${folder}**/*${withServices ? '.services' : ''}.test.${ending}`],
  testPathIgnorePatterns: withServices ? [] : ['\\.services\\.test\\.m?js$'],
});

export default {
  projects: [
    ...workspaces.map((name) => project(name, 'dist/', 'js')),
    // Nothing of the page needs a server; what does is tested with the page in a browser.
    ...(withServices ? [] : ['<rootDir>/plugin']),
    ...['scripts', 'plugin/tools'].map((name) => ({
      ...project(name, '', 'mjs'),
      moduleFileExtensions: ['mjs', 'js', 'json'],
    })),
  ],
  // The last one ends every run with a plain line of counts.
  reporters: ['default', '<rootDir>/scripts/lib/count-reporter.mjs'],
  testTimeout: 30_000,
  // Modules of tests that have ended stay in memory: a process that has run hundreds of files only collects garbage.
  workerIdleMemoryLimit: '1GB',
};
