import { fileURLToPath } from 'node:url';
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';

/** Beside what the package exports: the test that signs in, for the others to go on from. */
const login = fileURLToPath(new URL('auth', import.meta.resolve('@grafana/plugin-e2e')));

/** Against a Grafana that has the app, such as that of docker-compose.app.yml; GRAFANA_URL says where. */
export default defineConfig<PluginOptions>({
  testDir: '.',
  reporter: 'list',
  use: { baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000', trace: 'retain-on-failure' },
  projects: [
    { name: 'auth', testDir: login, testMatch: /auth\.setup\.js$/ },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['auth'],
    },
  ],
});
