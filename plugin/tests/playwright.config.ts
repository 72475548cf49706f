import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import { dirname } from 'node:path';

/** Beside what the package exports: the test that signs in, for the others to go on from. */
const login = `${dirname(require.resolve('@grafana/plugin-e2e'))}/auth`;

/** A browser of the system's instead of Playwright's own. */
const program = process.env.CHROMIUM;

/** Against a Grafana that has the app, such as that of docker-compose.app.yml; GRAFANA_URL says where. */
export default defineConfig<PluginOptions>({
  testDir: '.',
  reporter: 'list',
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    trace: 'retain-on-failure',
    // Where the system's browser is chosen, in CI and in containers, its sandbox cannot be had.
    launchOptions: program === undefined ? {} : { executablePath: program, args: ['--no-sandbox'] },
  },
  projects: [
    { name: 'auth', testDir: login, testMatch: /auth\.setup\.js$/ },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['auth'],
    },
  ],
});
