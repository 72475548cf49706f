import type { Problem } from '../errors.js';
import { inFileOrder, missingField, problemLine, readYaml, shapeIssues, type Issue } from '../yaml-file.js';
import { groupIssues, type Panels } from './alert-rule-issues.js';
import { issuesBetween, type Provisioned, type ReadFile } from './between-files.js';
import { environmentIssues } from './environment.js';
import { schemas, type Content, type Folder } from './schemas.js';

/** A file under `provisioning/grafana`; its path is from there, with slashes. */
export interface ProvisioningFile {
  readonly path: string;
  readonly text: string;
}

/** What else the repository gives Grafana. */
export interface Surroundings {
  /** Panels of each dashboard by its uid. */
  readonly panels: Panels;
  /** Ids of apps that Grafana has. One that it has not makes it exit at its start. */
  readonly apps: ReadonlySet<string>;
}

/** Files in here are read only after they were copied beside those that are. */
const OPTIONAL = 'optional/';

interface Place {
  readonly folder: Folder;
  readonly isOptional: boolean;
}

function placeOf(path: string): Place | undefined {
  const isOptional = path.startsWith(OPTIONAL);
  const [folder = '', name, ...deeper] = (isOptional ? path.slice(OPTIONAL.length) : path).split('/');
  if (name?.endsWith('.yml') !== true || deeper.length > 0 || !Object.hasOwn(schemas, folder)) return undefined;
  // Just found to be a key.
  return { folder: folder as Folder, isOptional };
}

interface Judged {
  readonly place: Place;
  readonly file: ProvisioningFile;
  readonly content: Content<Folder> | undefined;
  readonly problems: readonly Problem[];
  readonly problemAt: (issue: Issue) => Problem;
}

function installedIssues({ apps }: Content<'plugins'>, { isOptional }: Place, { apps: known }: Surroundings): Issue[] {
  if (isOptional) return [];
  return apps.flatMap(({ type }, index) => {
    if (known.has(type)) return [];
    return [
      { path: ['apps', index, 'type'], message: 'is not installed, and Grafana would exit: belongs in optional/' },
    ];
  });
}

function meaningIssues(content: Content<Folder>, place: Place, surroundings: Surroundings): Issue[] {
  if ('apps' in content) return installedIssues(content, place, surroundings);
  if (!('groups' in content)) return [];
  return content.groups.flatMap((group, index) =>
    groupIssues(group, surroundings.panels).map((issue) => ({ ...issue, path: ['groups', index, ...issue.path] })),
  );
}

function judge(file: ProvisioningFile, place: Place, surroundings: Surroundings): Judged {
  const yaml = readYaml(file.text);
  if (!('data' in yaml)) {
    return { place, file, content: undefined, problems: yaml, problemAt: ({ message }) => ({ ...start, message }) };
  }
  const { success, data, error } = schemas[place.folder].safeParse(yaml.data, { error: missingField });
  const issues = [...shapeIssues(error), ...environmentIssues(place.folder, yaml.data)];
  if (success) issues.push(...meaningIssues(data, place, surroundings));
  return { place, file, content: data, problems: issues.map(yaml.problemAt), problemAt: yaml.problemAt };
}

const start = { line: 1, column: 1, path: '' };

/** The sound files that Grafana reads together, by folder. */
function provisioned(judged: readonly Judged[]): Provisioned {
  const of = <F extends Folder>(folder: F): ReadFile<Content<F>>[] =>
    judged.flatMap(({ place, file, content }) => {
      if (place.folder !== folder || content === undefined) return [];
      // The content was read with the schema of its folder.
      return [{ path: file.path, content: content as Content<F> }];
    });
  return {
    alerting: of('alerting'),
    dashboards: of('dashboards'),
    datasources: of('datasources'),
    plugins: of('plugins'),
  };
}

/**
 * What is wrong with the files that Grafana is to read at its start, a line each. Grafana itself is no judge: it drops
 * keys that it does not know without a word, and ends or stops reading at other mistakes. Optional files are judged
 * together with the others, as if they had been copied beside them.
 */
export function provisioningProblems(files: readonly ProvisioningFile[], surroundings: Surroundings): string[] {
  const judged: Judged[] = [];
  const lines: string[] = [];
  for (const file of files) {
    const place = placeOf(file.path);
    if (place) judged.push(judge(file, place, surroundings));
    else
      lines.push(`${file.path}: is read by nobody: only *.yml in ${Object.keys(schemas).join(', ')} and optional/ are`);
  }
  // What refers to a file that cannot be read is not at fault.
  const between = judged.every(({ content }) => content) ? issuesBetween(provisioned(judged)) : [];
  for (const { file, problems, problemAt } of judged) {
    const others = between.filter((found) => found.file === file.path).map(({ issue }) => problemAt(issue));
    lines.push(...inFileOrder([...problems, ...others]).map((problem) => problemLine(file.path, problem)));
  }
  return lines;
}
