import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

/** Packages that a compiled file loads, itself and through files of ours. */
const packagesOf = (file: URL, seen = new Set<string>()): Set<string> => {
  const packages = new Set<string>();
  if (seen.has(file.href)) return packages;
  seen.add(file.href);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) .*?from '([^']+)';$/gms)) {
    const found = name.startsWith('.') ? packagesOf(new URL(name, file), seen) : [name];
    for (const one of found) packages.add(one);
  }
  return packages;
};

it('the entry loads nothing of Grafana’s, as the console draws the same queries without its SDK', () => {
  const [ours, withSdk] = ['./index.js', './render/dashboard.js'].map((file) => [
    ...packagesOf(new URL(file, import.meta.url)),
  ]);
  expect(ours).toEqual(['@chatwatch/objectives', '@chatwatch/objectives/names']);
  expect(withSdk?.some((name) => name.startsWith('@grafana/'))).toBe(true);
});
