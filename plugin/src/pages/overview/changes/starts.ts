import type { Series } from '../../../data/prometheus';
import type { Span, Start } from './change';

/** Instances of a build that start within this time are one deploy. */
const TOGETHER_MS = 15 * 60_000;

interface Process {
  readonly at: number;
  readonly job: string;
  readonly instance: string;
  readonly version: string;
  readonly commit: string;
}

/** Every process that was seen, oldest first. The value of the series is the moment itself, in seconds. */
function processes(series: readonly Series[]): Process[] {
  const seen = new Map<string, Process>();
  for (const { labels, values } of series) {
    const { job = '', instance = '', version = '', commit = '' } = labels;
    for (const seconds of new Set(values)) {
      if (!Number.isFinite(seconds)) continue;
      const at = seconds * 1000;
      seen.set(JSON.stringify([job, instance, at]), { at, job, instance, version, commit });
    }
  }
  return [...seen.values()].sort((a, b) => a.at - b.at);
}

const buildOf = ({ version, commit }: Process): string => `${version} ${commit}`;

/** Whether a job is known to have run without this build before. */
function isDeploy(process: Process, before: readonly Process[]): boolean {
  const ofJob = before.filter(({ job }) => job === process.job);
  const earlier = ofJob.filter(({ instance }) => instance === process.instance).at(-1) ?? ofJob.at(-1);
  return earlier !== undefined && buildOf(earlier) !== buildOf(process);
}

/** Starts and deploys within the span, oldest first, from the answer to `changeQueries.starts`. */
export function startsFrom(series: readonly Series[], { from, to }: Span): Start[] {
  const all = processes(series);
  const starts: Start[] = [];
  /** Where the last of each build of a job stands. */
  const latest = new Map<string, number>();
  all.forEach((process, index) => {
    if (process.at < from || process.at > to) return;
    const kind = isDeploy(process, all.slice(0, index)) ? 'deploy' : 'start';
    const build = JSON.stringify([process.job, buildOf(process)]);
    const last = latest.get(build) ?? -1;
    const known = starts[last];
    // Of a deploy in waves, instances that were not there before are part of it.
    if (known && process.at - known.at <= TOGETHER_MS && (known.kind === kind || known.kind === 'deploy')) {
      starts[last] = { ...known, instances: [...new Set([...known.instances, process.instance])] };
      return;
    }
    const { at, job, instance, version, commit } = process;
    latest.set(build, starts.push({ kind, at, job, instances: [instance], version, commit }) - 1);
  });
  return starts;
}
