import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
  }
}

/** Serves the API while the tests run; API_URL names a deployed one in its place. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { API_URL } = process.env;
  const server = API_URL ? undefined : startServer();
  project.provide('url', API_URL ?? (await urlOf(server)));
  return () => void server?.kill();
}

function startServer(): ChildProcess {
  const command = 'node_modules/@samples/lambada/bin/lambada.js';
  return spawn(process.execPath, [command, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function urlOf(server: ChildProcess | undefined): Promise<string> {
  if (!server?.stdout) return '';
  const lines = createInterface(server.stdout);
  const [line] = await Promise.race([once(lines, 'line'), once(server, 'exit').then(() => [''])]);
  if (line === '') throw new Error('lambada serve ended before it listened');
  return line;
}
