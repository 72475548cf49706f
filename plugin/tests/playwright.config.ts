import { dirname } from 'node:path';
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices, type PlaywrightTestConfig } from '@playwright/test';

/** Beside what the package exports: the test that makes a user and signs in, for the others to go on from. */
const login = `${dirname(require.resolve('@grafana/plugin-e2e'))}/auth`;

/** A browser of the system's instead of Playwright's own. */
const program = process.env.CHROMIUM;

type Projects = NonNullable<PlaywrightTestConfig<PluginOptions>['projects']>;

/** Signs in as somebody of that role, and runs specs as them. */
const projectsOf = (role: 'Viewer' | 'Editor', specs: string[]): Projects => {
  const name = `chatwatch-${role.toLowerCase()}`;
  const user = { user: name, password: `the password of ${name}`, role };
  return [
    { name: `sign in as ${role}`, testDir: login, testMatch: /auth\.setup\.js$/, use: { user } },
    {
      name: role,
      testMatch: specs,
      use: { ...devices['Desktop Chrome'], user, storageState: `playwright/.auth/${name}.json` },
      dependencies: [`sign in as ${role}`],
    },
  ];
};

/** Against a Grafana that has the app, such as that of docker-compose.app.yml; GRAFANA_URL says where. */
export default defineConfig<PluginOptions>({
  testDir: '.',
  outputDir: '../test-results',
  reporter: 'list',
  // Some change the app's settings, which are there once.
  workers: 1,
  // The first page of a Grafana that was just started takes long.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    trace: 'retain-on-failure',
    // Where the system's browser is chosen, in CI and in containers, its sandbox cannot be had.
    launchOptions: program === undefined ? {} : { executablePath: program, args: ['--no-sandbox'] },
  },
  projects: [
    { name: 'sign in', testDir: login, testMatch: /auth\.setup\.js$/ },
    {
      name: 'Admin',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['sign in'],
    },
    ...projectsOf('Viewer', ['pages.spec.ts', 'roles.spec.ts']),
    ...projectsOf('Editor', ['pages.spec.ts', 'roles.spec.ts']),
  ],
});
