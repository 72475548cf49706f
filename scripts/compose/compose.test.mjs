import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseConfig } from '../../backend/dist/config.js';
import { parsePrepareConfig } from '../../backend/dist/config-prepare.js';
import { inRoot } from '../lib/project.mjs';
import { composeText, composeWith, exampleVariables, variablesRequired, variablesUsed } from './compose-file.mjs';

/** @param {string} path */
const read = (path) => readFileSync(inRoot(path), 'utf8');

const env = Object.fromEntries(
  Object.entries(exampleVariables).map(([name, value]) => [
    name,
    value || (name === 'ADMIN_EMAIL' ? 'admin@chat.example' : variablesRequired.includes(name) ? 's'.repeat(48) : ''),
  ]),
);
const compose = composeWith(env);
const services = Object.entries(compose.services);
const nodes = services.filter(([name]) => /^backend-\d+$/.test(name));
const dockerfile = read('backend/Dockerfile');

/** @param {string} name */
function service(name) {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

describe('.env.example', () => {
  test('has every variable that the file uses, and no other', () => {
    expect(Object.keys(exampleVariables).sort()).toEqual(variablesUsed);
  });

  test('gives no secret a value, and a start without any one of them is refused by name', () => {
    expect(variablesRequired.filter((name) => exampleVariables[name] !== '')).toEqual([]);
    expect(
      variablesUsed.filter((name) => /PASSWORD|SECRET|TOKEN/.test(name) && !variablesRequired.includes(name)),
    ).toEqual([]);
    for (const name of variablesRequired)
      expect(() => composeWith({ ...env, [name]: '' })).toThrow(`${name} is missing`);
  });

  test('covers every secret that is handed over as a file', () => {
    const sources = Object.values(compose.secrets).map((secret) => secret.environment);
    expect(sources.filter((name) => !variablesRequired.includes(name))).toEqual([]);
  });
});

describe('every container', () => {
  test.each(services)('%s has a pinned image, a user that is not root, limits and no rights', (name, one) => {
    expect(one.image).toMatch(/^[\w/-]+:v?\d+\.\d+\.\d+(-\w+)?$/);
    expect(one.user).not.toMatch(/^(root|0)(:|$)/);
    expect(one).toMatchObject({ init: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(one.mem_limit).toMatch(/^\d+[mg]$/);
    expect(one.pids_limit).toBeGreaterThan(0);
    expect(one.logging?.options['max-size']).toBeDefined();
    // Those that begin a job and end have nothing to be asked; the nodes' check is in their image.
    const endsByItself = one.restart === 'no';
    const isChecked =
      one.healthcheck?.['test'] !== undefined ||
      (nodes.some(([node]) => node === name) && dockerfile.includes('HEALTHCHECK'));
    expect(isChecked).toBe(!endsByItself);
  });

  test.each(services)('%s is read-only unless Compose has to write a secret into it', (_, one) => {
    expect(one.read_only ?? false).toBe(one.secrets === undefined);
  });

  test('is told to mount what exists, as something that cannot be written', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => volume.startsWith('./'));
    expect(mounts.length).toBeGreaterThan(5);
    expect(mounts.filter((mount) => !mount.endsWith(':ro'))).toEqual([]);
    expect(mounts.map((mount) => mount.split(':')[0] ?? '').filter((path) => !existsSync(inRoot(path)))).toEqual([]);
  });

  test('names only networks, volumes, secrets and services that are declared', () => {
    for (const [, one] of services) {
      const named = (one.volumes ?? [])
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((name) => !name.startsWith('.'));
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
      expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining(one.networks ?? []));
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(one.secrets ?? []));
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(one.depends_on ?? {})));
    }
  });
});

describe('what can be reached', () => {
  test('is the balancer and Grafana, from this machine alone', () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))).toEqual([
      ['balancer', '127.0.0.1:3000:3000'],
      ['grafana', '127.0.0.1:3001:3000'],
    ]);
  });

  test('goes over one network; the others lead nowhere else', () => {
    const open = Object.entries(compose.networks).filter(([, network]) => network?.internal !== true);
    expect(open.map(([name]) => name)).toEqual(['edge']);
    const onEdge = services.filter(([, { networks = [] }]) => networks.includes('edge')).map(([name]) => name);
    expect(onEdge).toEqual(['balancer', 'grafana']);
  });
});

describe('the nodes', () => {
  const image = Object.fromEntries(
    [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, pairs = '']) =>
      pairs.split(' ').map((pair) => pair.split('=')),
    ),
  );

  test.each(nodes)('%s gets variables that the service knows, with values that it takes', (name, one) => {
    const given = { ...image, ...one.environment };
    const known = read('backend/src/config.ts') + read('backend/src/config-limits.ts');
    expect(Object.keys(given).filter((variable) => !new RegExp(`^  ${variable}: `, 'm').test(known))).toEqual([]);
    const config = parseConfig({ ...given, BUILD_COMMIT: 'abc' });
    expect(config).toMatchObject({ mode: 'production', host: '0.0.0.0', port: 3000, nodeId: name });
    expect(config.mongodbUrl).toContain('@mongodb:27017/');
    expect(config.redis).toBeDefined();
  });

  test('stop after their drain of ten seconds, before they are killed', () => {
    for (const [, one] of nodes) expect(Number.parseInt(one.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
  });

  test('share their database with the job that prepares it', () => {
    const { environment = {} } = service('mongodb-setup');
    expect(parsePrepareConfig(environment).mongodbUrl).toBe(nodes[0]?.[1].environment?.['MONGODB_URL']);
    expect(environment['MONGODB_ROOT_PASSWORD']).toBe(env['MONGODB_ROOT_PASSWORD']);
    expect(service('mongodb').environment?.['MONGO_INITDB_ROOT_USERNAME']).toBe('root');
  });

  test('are those that the balancer and Prometheus know', () => {
    const addresses = nodes.map(([name]) => `${name}:3000`);
    const balancer = [...read('provisioning/balancer/haproxy.cfg').matchAll(/^ {2}server (\S+) (\S+)$/gm)];
    expect(balancer.map(([, , address]) => address)).toEqual([...addresses, ...addresses]);
    const { scrape_configs: jobs } = parse(read('provisioning/prometheus/prometheus.yml'));
    expect(jobs[0].static_configs[0].targets).toEqual(addresses);
  });
});

describe('what watches', () => {
  const prometheus = parse(read('provisioning/prometheus/prometheus.yml'));

  test('Prometheus reads the token from where Compose puts it, and finds the Alertmanager', () => {
    expect(service('prometheus').secrets).toEqual(['service_token']);
    expect(prometheus.scrape_configs[0].authorization.credentials_file).toBe('/run/secrets/service_token');
    expect(compose.secrets['service_token']).toEqual({ environment: 'SERVICE_TOKEN' });
    expect(prometheus.alerting.alertmanagers[0].static_configs[0].targets).toEqual(['alertmanager:9093']);
    expect(service('alertmanager').networks).toEqual(service('prometheus').networks);
  });

  test('Prometheus keeps more than the longest window of an objective', () => {
    const days = /retention\.time=(\d+)d/.exec(composeText)?.[1];
    expect(Number(days)).toBeGreaterThan(28);
    expect(read('objectives/objectives.yaml')).not.toMatch(/window: (29|[3-9]\d|\d{3,})d/);
  });

  test('Grafana gets every variable that its files name, and its dashboards where they are looked for', () => {
    const { environment = {}, volumes = [] } = service('grafana');
    const files = ['datasources/prometheus.yml', 'dashboards/chatwatch.yml', 'alerting/objectives.yml'];
    const text = files.map((file) => read(`provisioning/grafana/${file}`).replace(/^\s*#.*$/gm, '')).join('\n');
    const named = [...text.matchAll(/\$(CHATWATCH_\w+)/g)].map(([, name]) => name);
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(named));
    expect(environment['CHATWATCH_PROMETHEUS_URL']).toBe('http://prometheus:9090');
    const { providers } = parse(read('provisioning/grafana/dashboards/chatwatch.yml'));
    expect(volumes).toContain(`./dashboards/json:${providers[0].options.path}:ro`);
  });

  test('Grafana gets what the entry of its app names, with the app alone', () => {
    const { environment = {} } = composeWith(env, read('docker-compose.app.yml')).services['grafana'] ?? {};
    const entry = read('provisioning/grafana/optional/plugins/chatwatch-app.yml').replace(/^\s*#.*$/gm, '');
    const named = [...entry.matchAll(/\$(CHATWATCH_\w+)/g)].map(([, name]) => name);
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(named));
    expect(environment['CHATWATCH_SERVICE_TOKEN']).toBe(env['SERVICE_TOKEN']);
    expect(service('grafana').volumes?.join()).not.toMatch(/plugins|provisioning\/grafana(\/optional)?:/);
  });

  test('a load run is named and measured as one by hand', () => {
    const { environment = {}, command = [], profiles } = service('k6');
    expect(profiles).toEqual(['load']);
    expect(read('scripts/k6.mjs')).toContain(`'${environment['K6_PROMETHEUS_RW_TREND_STATS']}'`);
    expect(existsSync(inRoot(command.at(-1)?.replace(/^\//, '') ?? ''))).toBe(true);
  });
});

describe('the image', () => {
  test('has the version of the package', () => {
    const { version } = JSON.parse(read('backend/package.json'));
    expect(nodes.map(([, one]) => one.image)).toEqual(nodes.map(() => `chatwatch/backend:${version}`));
  });

  test('is built from every workspace that the service is compiled with, and runs with those that it needs', () => {
    const { references } = JSON.parse(read('backend/tsconfig.json'));
    /** @type {string[]} */
    const compiled = ['backend', ...references.map((/** @type {{ path: string }} */ { path }) => path.slice(3))];
    const { dependencies } = JSON.parse(read('backend/package.json'));
    const needed = ['backend', ...Object.keys(dependencies).flatMap((name) => name.split('@chatwatch/').slice(1))];
    for (const name of compiled) {
      expect(dockerfile).toContain(`COPY ${name}/package.json ${name}/\n`);
      expect(dockerfile).toContain(`COPY ${name} ${name}/\n`);
      expect(read('.dockerignore')).toContain(`!${name}\n`);
    }
    for (const name of needed) expect(dockerfile).toContain(`COPY --from=build /app/${name}/dist ${name}/dist/\n`);
  });

  test('stands on one pinned release of Node.js', () => {
    const bases = [...dockerfile.matchAll(/^FROM (node:\S+)/gm)].map(([, base = '']) => base.replace('-slim', ''));
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:22\.\d+\.\d+-bookworm$/);
  });
});
