import type { Path } from '../position.js';
import type { Issue } from '../yaml-file.js';
import { EXPRESSIONS } from './alert-rule-schema.js';
import type { Content } from './schemas.js';

/** A file of one folder whose shape is right. */
export interface ReadFile<C> {
  readonly path: string;
  readonly content: C;
}

/** All files that Grafana would read, by folder. */
export interface Provisioned {
  readonly alerting: readonly ReadFile<Content<'alerting'>>[];
  readonly dashboards: readonly ReadFile<Content<'dashboards'>>[];
  readonly datasources: readonly ReadFile<Content<'datasources'>>[];
  readonly plugins: readonly ReadFile<Content<'plugins'>>[];
}

/** An issue and the file that it is in. */
export interface FileIssue {
  readonly file: string;
  readonly issue: Issue;
}

interface Entry {
  readonly file: string;
  readonly path: Path;
  readonly value: string;
}

/** Entries whose value another one before them has. */
function repeated(entries: readonly Entry[], what: string): FileIssue[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const earlier = first.get(entry.value);
    if (!earlier) first.set(entry.value, entry);
    if (!earlier) return [];
    return [{ file: entry.file, issue: { path: entry.path, message: `is ${what} in ${earlier.file} already` } }];
  });
}

function rulesOf({ alerting }: Provisioned) {
  return alerting.flatMap(({ path: file, content }) =>
    content.groups.flatMap((group, g) =>
      group.rules.map((rule, r) => ({ file, group, rule, at: ['groups', g, 'rules', r] as Path })),
    ),
  );
}

function alertIssues(all: Provisioned): FileIssue[] {
  const rules = rulesOf(all);
  const groups = all.alerting.flatMap(({ path: file, content }) =>
    content.groups.map(({ folder, name }, g) => ({ file, path: ['groups', g, 'name'], value: `${folder}/${name}` })),
  );
  const titles = rules.map(({ file, group, rule, at }) => ({
    file,
    path: [...at, 'title'],
    value: `${group.folder}/${rule.title}`,
  }));
  // A rule that a file deletes and another one makes would come and go with the order of files.
  const uids = [
    ...rules.map(({ file, rule, at }) => ({ file, path: [...at, 'uid'], value: rule.uid })),
    ...all.alerting.flatMap(({ path: file, content }) =>
      content.deleteRules.map(({ uid }, index) => ({ file, path: ['deleteRules', index, 'uid'], value: uid })),
    ),
  ];
  return [
    ...repeated(groups, 'the name of a group of this folder'),
    ...repeated(titles, 'the title of a rule of this folder'),
    ...repeated(uids, 'the uid of a rule'),
  ];
}

function referenceIssues(all: Provisioned): FileIssue[] {
  const sources = new Set(all.datasources.flatMap(({ content }) => content.datasources.map(({ uid }) => uid)));
  const receivers = new Set(all.alerting.flatMap(({ content }) => content.contactPoints.map(({ name }) => name)));
  return rulesOf(all).flatMap(({ file, rule, at }) => {
    const unknown = rule.data.flatMap(({ datasourceUid }, index) => {
      if (datasourceUid === EXPRESSIONS || sources.has(datasourceUid)) return [];
      return [{ path: [...at, 'data', index, 'datasourceUid'], message: 'is the uid of no provisioned data source' }];
    });
    const receiver = rule.notification_settings?.receiver;
    if (receiver !== undefined && !receivers.has(receiver)) {
      unknown.push({ path: [...at, 'notification_settings', 'receiver'], message: 'is the name of no contact point' });
    }
    return unknown.map((issue) => ({ file, issue }));
  });
}

/** Grafana looks an alert's folder up by title: were it the dashboards' own, there would be two of one name. */
function folderIssues(all: Provisioned): FileIssue[] {
  const titles = new Set(
    all.dashboards.flatMap(({ content }) =>
      content.providers.flatMap(({ folder, folderUid }) => (folderUid === undefined ? [] : [folder])),
    ),
  );
  return all.alerting.flatMap(({ path: file, content }) =>
    content.groups.flatMap(({ folder }, index) => {
      if (!titles.has(folder)) return [];
      const message = 'is the title of a dashboards folder that has a uid: Grafana would make a second one beside it';
      return [{ file, issue: { path: ['groups', index, 'folder'], message } }];
    }),
  );
}

function sourceIssues({ datasources, dashboards, alerting }: Provisioned): FileIssue[] {
  const sources = datasources.flatMap(({ path: file, content }) =>
    content.datasources.map((source, index) => ({ file, source, at: ['datasources', index] as Path })),
  );
  const defaults = sources.filter(({ source }) => source.isDefault === true);
  const providers = dashboards.flatMap(({ path: file, content }) =>
    content.providers.map(({ name }, index) => ({ file, path: ['providers', index, 'name'], value: name })),
  );
  const receivers = alerting.flatMap(({ path: file, content }) =>
    content.contactPoints.flatMap((point, p) =>
      point.receivers.map(({ uid }, r) => ({
        file,
        path: ['contactPoints', p, 'receivers', r, 'uid'],
        value: uid,
      })),
    ),
  );
  return [
    ...repeated(
      sources.map(({ file, source, at }) => ({ file, path: [...at, 'uid'], value: source.uid })),
      'the uid of a data source',
    ),
    ...repeated(
      sources.map(({ file, source, at }) => ({ file, path: [...at, 'name'], value: source.name })),
      'the name of a data source',
    ),
    ...repeated(
      defaults.map(({ file, at }) => ({ file, path: [...at, 'isDefault'], value: 'default' })),
      'said of a data source',
    ),
    ...repeated(providers, 'the name of a provider'),
    ...repeated(receivers, 'the uid of a receiver'),
  ];
}

/** What is wrong between files that are sound one by one. */
export function issuesBetween(all: Provisioned): FileIssue[] {
  return [...alertIssues(all), ...referenceIssues(all), ...folderIssues(all), ...sourceIssues(all)];
}
