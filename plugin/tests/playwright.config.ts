import { fileURLToPath } from 'node:url';
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';

const login = fileURLToPath(import.meta.resolve('@grafana/plugin-e2e/auth'));

/** Against a Grafana that has the app, such as that of docker-compose.app.yml; GRAFANA_URL says where. */
export default defineConfig<PluginOptions>({
  testDir: '.',
  reporter: 'list',
  use: { baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000', trace: 'retain-on-failure' },
  projects: [
    { name: 'auth', testDir: login.slice(0, login.lastIndexOf('/')), testMatch: /.*auth\.setup\.(ts|js)/ },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['auth'],
    },
  ],
});
