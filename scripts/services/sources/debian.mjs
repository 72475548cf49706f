import { existsSync } from 'node:fs';
import { capture, lastLines } from '../../lib/command.mjs';
import { ScriptError } from '../../lib/main.mjs';
import { onPath } from '../on-path.mjs';

/**
 * Servers from packages start at once and at every boot, on their usual ports and on all addresses. A policy keeps
 * them from starting now, and their units are disabled afterwards.
 */
const installScript = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
apt-get update -q -o DPkg::Lock::Timeout=300
apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$1"
if [ -d /run/systemd/system ] && [ -n "$2" ]; then systemctl disable --now "$2" || true; fi
`;

const isRoot = () => process.getuid?.() === 0;
// Only a CI machine is given away to the scripts; on a person's own machine they do not reach for root.
const maySudo = () => Boolean(process.env['CI']) && onPath('sudo') !== undefined;

/**
 * A package of Debian or Ubuntu, installed on the machine.
 * @param {{ package: string, unit?: string, usually: string }} debian `unit`: the system service that comes with it
 * @returns {import('../part.mjs').Source}
 */
export function debianPackage({ package: name, unit = '', usually }) {
  return {
    describe: `the package ${name} with apt-get (usually ${usually})`,
    lock: 'apt',
    obstacle: () => {
      if (!existsSync('/etc/debian_version') || !onPath('apt-get')) return 'this system has no apt-get';
      return isRoot() || maySudo() ? undefined : 'installing packages needs root';
    },
    fetch: async () => {
      const command = ['sh', '-c', installScript, 'install', name, unit];
      if (!isRoot()) command.unshift('sudo', '-n');
      const [program = '', ...args] = command;
      const { code, output } = await capture(program, args, { timeoutMs: 900_000 });
      if (code !== 0) throw new ScriptError(`apt-get could not install ${name}:\n${lastLines(output)}`);
    },
  };
}
