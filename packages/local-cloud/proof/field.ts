// npm run proof:field -- RESULTS FOLDER…: deploys every template with a REST API that it finds in these folders, which
// are checkouts of other people's repositories, each into a cloud of its own, and calls its APIs. RESULTS is a file of
// JSON lines; templates that have a line in it are left out, so that a run can be continued. `--report` only prints it.
import { appendFile, readFile } from 'node:fs/promises';
import { findProjects, type Project } from './field/find-projects.ts';
import { report } from './field/report.ts';
import { startScout } from './field/scout.ts';
import { type FieldResult, scoutProject, tryProject } from './field/try-project.ts';

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [file, ...folders] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const usage = 'Usage: npm run proof:field -- [--report] RESULTS FOLDER…';
if (options.includes('--help')) {
  console.log(usage);
  process.exit();
}
if (file === undefined || (folders.length === 0 && !options.includes('--report'))) {
  console.error(usage);
  process.exit(1);
}

const results = await readResults(file);
if (!options.includes('--report')) {
  const done = new Set(results.map(({ name }) => name));
  const projects = (await findProjects(folders)).filter(({ name }) => !done.has(name));
  const accepted = await stillToDeploy(projects);
  for (const [index, project] of accepted.entries()) {
    showProgress(`deploys ${index + 1} of ${accepted.length}  ${project.name}`);
    await note(await tryProject(project));
  }
}
console.log(report(results));

/** The projects that are not refused at once; the results of the others are noted. */
async function stillToDeploy(projects: readonly Project[]): Promise<Project[]> {
  await using scout = await startScout();
  const others: Project[] = [];
  for (const [index, project] of projects.entries()) {
    showProgress(`scouts ${index + 1} of ${projects.length}  ${project.name}`);
    const refused = await scoutProject(project, scout);
    if (refused === undefined) others.push(project);
    else await note(refused);
  }
  return others;
}

async function note(result: FieldResult): Promise<void> {
  results.push(result);
  await appendFile(file ?? '', `${JSON.stringify(result)}\n`);
  showProgress('');
  console.log(`${result.outcome.padEnd(9)} ${result.name}  ${result.reason ?? ''}`.slice(0, 200));
}

async function readResults(path: string): Promise<FieldResult[]> {
  const lines = await readFile(path, 'utf8').catch(() => '');
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line.slice(0, process.stderr.columns - 1)}`);
}
