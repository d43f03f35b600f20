// npm run proof:field -- RESULTS FOLDER…: deploys every template with a REST API that it finds in these folders, which
// are checkouts of other people's repositories, each into a cloud of its own, and calls its APIs; two at once, as much
// of a build is waiting. RESULTS is a file of JSON lines; templates that have a line in it are left out, so that a run
// can be continued. `--report` only prints it.
import { appendFile, readFile } from 'node:fs/promises';
import { findProjects, type Project } from './field/find-projects.ts';
import { report } from './field/report.ts';
import { startScout } from './field/scout.ts';
import { type FieldResult, tryProject } from './field/try-project.ts';

const atOnce = 2;

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
  const left = projects.entries();
  await Promise.all(Array.from({ length: atOnce }, () => tryThose(left, projects.length)));
}
console.log(report(results));

async function tryThose(projects: Iterable<[number, Project]>, count: number): Promise<void> {
  await using scout = await startScout();
  for (const [index, project] of projects) {
    showProgress(`${index + 1} of ${count}  ${project.name}`);
    await note(await tryProject(project, scout));
  }
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
