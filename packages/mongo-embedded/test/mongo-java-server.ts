import { execFile, spawnSync } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startProcess, stopServer } from './start-server.ts';

const folder = path.join(import.meta.dirname, 'java');

/** Starts mongo-java-server for the contract. Without Java it provides no URI, and the tests are skipped. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!hasJava()) {
    project.provide('mongoUri', '');
    return undefined;
  }
  const program = path.join(folder, 'MongoJavaServer.java');
  const server = await startProcess('java', ['-cp', await classPath(), program]);
  project.provide('mongoUri', server.url);
  return () => stopServer(server);
}

/** Whether the server can be run here. `REQUIRE_JAVA=1` makes it a failure that it cannot. */
function hasJava(): boolean {
  return process.env.REQUIRE_JAVA === '1' || ['java', 'mvn'].every(responds);
}

function responds(command: string): boolean {
  return spawnSync(command, ['-version']).status === 0;
}

/** Maven downloads the server at the first time. It writes to a file, because its output also has colours. */
async function classPath(): Promise<string> {
  await using scratch = await mkdtempDisposable(path.join(tmpdir(), 'mongo-java-server-'));
  const file = path.join(scratch.path, 'class-path');
  await promisify(execFile)('mvn', [
    ...['--batch-mode', '--quiet', '--file', path.join(folder, 'pom.xml')],
    ...['dependency:build-classpath', `-Dmdep.outputFile=${file}`],
  ]);
  return readFile(file, 'utf8');
}
