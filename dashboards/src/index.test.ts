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

it('neither entry loads anything of Grafana’s, and that for browsers nothing that reads files', () => {
  const [ours, forBrowsers, withSdk] = ['./index.js', './browser.js', './render/dashboard.js'].map((file) => [
    ...packagesOf(new URL(file, import.meta.url)),
  ]);
  expect(ours?.sort()).toEqual(['@chatwatch/objectives', '@chatwatch/objectives/names']);
  expect(forBrowsers).toEqual(['@chatwatch/objectives/names']);
  expect(withSdk?.some((name) => name.startsWith('@grafana/'))).toBe(true);
});
