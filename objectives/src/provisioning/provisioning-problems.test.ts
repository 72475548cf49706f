import { describe, expect, it } from '@jest/globals';
import { provisioningFiles } from '../testing/provisioning-factory.js';
import { provisioningProblems, type ProvisioningFile } from './provisioning-problems.js';

const surroundings = { panels: new Map([['board', new Set([1, 2])]]), apps: new Set<string>() };
const problemsOf = (files: readonly ProvisioningFile[]) => provisioningProblems(files, surroundings);

const alerting = 'alerting/rules.yml';
const dataSources = 'datasources/prometheus.yml';
const dashboards = 'dashboards/boards.yml';
const app = 'optional/plugins/app.yml';
const rule = 'groups.0.rules.0';

describe('what Grafana reads at its start', () => {
  it('has nothing wrong when all is sound', () => {
    expect(problemsOf(provisioningFiles())).toEqual([]);
  });

  it.each([
    ['a key of the HTTP API in a file', `${rule}.keep_firing_for`, '5m', 'is not a known field'],
    ['the misspelt key of Grafana’s sample', `${rule}.executionErrorState`, 'Error', 'is not a known field'],
    ['an unknown key of the file', 'group', [], 'is not a known field'],
    ['an unknown key of a group', 'groups.0.folderUID', 'x', 'is not a known field'],
    ['no version', 'apiVersion', undefined, 'must be 1'],
    ['another version', 'apiVersion', 2, 'must be 1'],
    ['a uid of 41 characters', `${rule}.uid`, 'a'.repeat(41), 'must be 1 to 40 of A-Z, a-z, 0-9, - and _'],
    ['a uid with a dot', `${rule}.uid`, 'a.b', 'must be 1 to 40 of A-Z, a-z, 0-9, - and _'],
    ['no uid', `${rule}.uid`, undefined, 'is required'],
    ['a uid twice', `${rule}.uid`, 'slow', 'is the uid of a rule in alerting/rules.yml already'],
    ['a title twice', `${rule}.title`, 'Slow', 'is the title of a rule of this folder in alerting/rules.yml already'],
    ['an endless title', `${rule}.title`, 'a'.repeat(191), 'must have at most 190 characters'],
    ['an interval between ticks', 'groups.0.interval', '15s', 'must be a multiple of 10s'],
    ['an interval of nothing', 'groups.0.interval', '0s', 'must be a multiple of 10s'],
    ['an interval that is no duration', 'groups.0.interval', '60', 'must be a duration such as 90s, 5m or 1h'],
    ['a for between intervals', `${rule}.for`, '90s', 'must be a multiple of the interval of its group'],
    ['a keepFiringFor between intervals', `${rule}.keepFiringFor`, '90s', 'must be a multiple of the interval'],
    ['an unknown noDataState', `${rule}.noDataState`, 'Ok', 'Invalid option'],
    ['an unknown execErrState', `${rule}.execErrState`, 'NoData', 'Invalid option'],
    ['no noDataState', `${rule}.noDataState`, undefined, 'is required'],
    ['zero evaluations until a series is resolved', `${rule}.missing_series_evals_to_resolve`, 0, 'Too small'],
    ['a condition that is no step', `${rule}.condition`, 'result', 'is the refId of no step'],
    ['a condition that is a query', `${rule}.condition`, 'query', 'must be a step of math or threshold'],
    ['a repeated refId', `${rule}.data.1.refId`, 'query', 'is the refId of data[0] already'],
    ['a refId that differs from its model', `${rule}.data.0.model.refId`, 'A', 'differs from the refId of its step'],
    ['math with an unknown step', `${rule}.data.1.model.expression`, 'is_nan($qeury)', 'takes qeury, which is no step'],
    [
      'a threshold of itself',
      `${rule}.data.2.model.expression`,
      'threshold',
      'takes threshold, which is no step above',
    ],
    ['an unknown data source', `${rule}.data.0.datasourceUid`, 'other', 'is the uid of no provisioned data source'],
    ['two data sources in a query', `${rule}.data.0.model.datasource.uid`, 'other', 'differs from datasourceUid'],
    ['a query over a range', `${rule}.data.0.model.instant`, false, 'is neither a query nor a step'],
    ['a query without a time range', `${rule}.data.0.relativeTimeRange`, undefined, 'is neither a query nor a step'],
    [
      'a time range the wrong way',
      `${rule}.data.0.relativeTimeRange`,
      { from: 0, to: 600 },
      'must reach from longer ago',
    ],
    ['no queries', `${rule}.data`, [], 'must have at least one query'],
    ['an unknown dashboard', `${rule}.dashboardUid`, 'bord', 'is the uid of no dashboard'],
    ['an unknown panel', `${rule}.panelId`, 3, 'is no panel of board'],
    ['a panel of no dashboard', `${rule}.dashboardUid`, undefined, 'needs a dashboardUid'],
    ['the label alertname', `${rule}.labels`, { alertname: 'x' }, 'is a label that Grafana keeps to itself'],
    ['the label grafana_folder', `${rule}.labels`, { grafana_folder: 'x' }, 'is a label that Grafana keeps to itself'],
    ['a label that begins with __', `${rule}.labels`, { __x__: 'x' }, 'is a label that Grafana keeps to itself'],
    ['a label with a dash', `${rule}.labels`, { 'a-b': 'x' }, 'must be a Prometheus label name'],
    ['an annotation that begins with __', `${rule}.annotations`, { __panelId__: '1' }, 'is an annotation that Grafana'],
    ['a number as an annotation', `${rule}.annotations`, { summary: 3 }, 'expected string'],
    ['a template in a label', `${rule}.labels`, { team: '{{ $labels.team }}' }, 'a dollar sign is $$'],
    ['a variable in braces in an annotation', `${rule}.annotations`, { summary: '${job}' }, 'has a ${ or a $$'],
    ['an escape in a query', `${rule}.data.0.model.expr`, 'up{job=~"a$$"}', 'stays two dollar signs'],
    ['an unknown contact point', `${rule}.notification_settings`, { receiver: 'x' }, 'is the name of no contact point'],
    [
      'a deleted rule that is there',
      'deleteRules',
      [{ uid: 'slow' }],
      'is the uid of a rule in alerting/rules.yml already',
    ],
    ['notification policies', 'policies', [], 'must not be here: a file with policies replaces all routes'],
    ['a receiver without settings', 'contactPoints.0.receivers.0.settings', {}, 'must not be empty'],
    ['the folder of the dashboards', 'groups.0.folder', 'Boards', 'Grafana would make a second one beside it'],
    ['a group without rules', 'groups.0.rules', [], 'must have at least one rule'],
  ])('refuses %s in alert rules', (_, field, value, message) => {
    const lines = problemsOf(provisioningFiles({ file: alerting, field, value }));
    expect(lines).toContainEqual(expect.stringContaining(message));
    expect(lines[0]).toMatch(/^alerting\/rules\.yml:\d+:\d+ /);
  });

  it.each([
    [dataSources, 'an unknown key', 'datasources.0.jsonData.timeinterval', '15s', 'is not a known field'],
    [dataSources, 'another kind', 'datasources.0.type', 'loki', 'expected "prometheus"'],
    [dataSources, 'no address', 'datasources.0.url', '', 'must not be empty'],
    [dataSources, 'an unescaped dollar', 'datasources.0.url', 'http://x/${__value.raw}', 'a dollar sign is $$'],
    [
      dataSources,
      'an exemplar that leads nowhere',
      'datasources.0.jsonData.exemplarTraceIdDestinations.0.url',
      undefined,
      'must have either a datasourceUid or a url',
    ],
    [dashboards, 'an unknown key', 'providers.0.folderUID', 'x', 'is not a known field'],
    [dashboards, 'a relative path', 'providers.0.options.path', 'json', 'must be an absolute path'],
    [
      dashboards,
      'two ways to make folders',
      'providers.0.options.foldersFromFilesStructure',
      true,
      'works without folder',
    ],
    [app, 'a plugin that is no app', 'apps.0.type', 'acme-board-panel', 'must be the id of an app'],
    [app, 'a newer key', 'apps.0.orgId', 1, 'is not a known field'],
  ])('refuses in %s %s', (file, _, field, value, message) => {
    const lines = problemsOf(provisioningFiles({ file, field, value }));
    expect(lines).toEqual([expect.stringContaining(message)]);
    expect(lines[0]).toMatch(new RegExp(`^${file}:\\d+:\\d+ `));
  });

  it('says where in a file the mistake is', () => {
    const files = provisioningFiles({ file: alerting, field: `${rule}.panelId`, value: 3 });
    const line = (files[0]?.text.split('\n').findIndex((text) => text.includes('panelId: 3')) ?? -1) + 1;
    expect(problemsOf(files)).toEqual([
      `alerting/rules.yml:${line}:18 groups[0].rules[0].panelId: is no panel of board`,
    ]);
  });

  it('refuses uids, names and groups that another file has', () => {
    const files = provisioningFiles();
    const copies = files.map(({ path, text }) => ({ path: path.replace('.yml', '-2.yml'), text }));
    const lines = problemsOf([...files, ...copies]);
    expect(lines.map((text) => text.replace(/^(\S+?):\d+:\d+ /, '$1 '))).toEqual([
      'alerting/rules-2.yml groups[0].name: is the name of a group of this folder in alerting/rules.yml already',
      'alerting/rules-2.yml groups[0].rules[0].uid: is the uid of a rule in alerting/rules.yml already',
      'alerting/rules-2.yml groups[0].rules[0].title: is the title of a rule of this folder in alerting/rules.yml already',
      'alerting/rules-2.yml groups[0].rules[1].uid: is the uid of a rule in alerting/rules.yml already',
      'alerting/rules-2.yml groups[0].rules[1].title: is the title of a rule of this folder in alerting/rules.yml already',
      'alerting/rules-2.yml contactPoints[0].receivers[0].uid: is the uid of a receiver in alerting/rules.yml already',
      'datasources/prometheus-2.yml datasources[0].name: is the name of a data source in datasources/prometheus.yml already',
      'datasources/prometheus-2.yml datasources[0].uid: is the uid of a data source in datasources/prometheus.yml already',
      'datasources/prometheus-2.yml datasources[0].isDefault: is said of a data source in datasources/prometheus.yml already',
      'dashboards/boards-2.yml providers[0].name: is the name of a provider in dashboards/boards.yml already',
    ]);
  });

  it('refuses an app that Grafana does not have, and takes it once Grafana has it', () => {
    const files = provisioningFiles().map((file) => ({
      ...file,
      path: file.path.replace('optional/plugins', 'plugins'),
    }));
    expect(problemsOf(files)).toEqual([expect.stringContaining('is not installed, and Grafana would exit')]);
    expect(provisioningProblems(files, { ...surroundings, apps: new Set(['acme-board-app']) })).toEqual([]);
  });

  it.each([
    'notes.yml',
    'alerting/rules.yml.example',
    'alerting/README.md',
    'alerting/more/rules.yml',
    'notifiers/x.yml',
    'optional/x.yml',
  ])('refuses %s, which Grafana would stumble over or not read', (path) => {
    expect(problemsOf([...provisioningFiles(), { path, text: 'apiVersion: 1\n' }])).toEqual([
      expect.stringContaining(`${path}: is read by nobody`),
    ]);
  });

  it('says what is no YAML, and where', () => {
    expect(problemsOf([{ path: alerting, text: 'groups: [\n' }])[0]).toMatch(/^alerting\/rules\.yml:\d+:\d+: /);
  });
});
