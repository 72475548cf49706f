import { missingOptionalPackages } from './lockfile.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * Gives each optional package without an entry one, made from its name, which says the platform that it is for:
 * `binding-linux-arm64-musl`. Without the right platform an install would try to fetch it.
 * @param {import('./lockfile.mjs').Lockfile} lockfile changed in place
 * @returns {string[]} the packages added
 */
export function completeLockfile(lockfile) {
  const missing = missingOptionalPackages(lockfile);
  for (const { name, range, dev } of missing) {
    if (!/^\d+\.\d+\.\d+/.test(range)) throw new Error(`${name}: ${range} is no exact version, its entry needs one`);
    const { os, cpu, libc } = platformOf(name);
    lockfile.packages[`node_modules/${name}`] = {
      version: range,
      cpu: [cpu],
      ...(dev ? { dev } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      os: [os],
    };
  }
  const { '': own, ...others } = lockfile.packages;
  const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lockfile.packages = { ...(own ? { '': own } : {}), ...Object.fromEntries(sorted) };
  return missing.map(({ name }) => name);
}

/** @param {string} name */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu) throw new Error(`${name}: no platform can be read from its name, so no entry can be made`);
  if (words.some((word) => word.startsWith('musl'))) return { os, cpu, libc: 'musl' };
  if (words.some((word) => word.startsWith('gnu'))) return { os, cpu, libc: 'glibc' };
  return { os, cpu, libc: undefined };
}
