import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface CloudProcess {
  readonly url: string;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface CloudProcessOptions {
  /** More options of its command. */
  readonly options?: readonly string[];
  /** Gets what functions write and how they fail, in colour where standard output has colours; else it is not shown. */
  readonly showLine?: (line: string) => void;
}

/** Starts the embedded cloud as a process of its own, which ends with this one. */
export function startCloud(
  port: number | string,
  { options = [], showLine }: CloudProcessOptions = {},
): Promise<CloudProcess> {
  const quiet = showLine ? [] : ['--quiet'];
  return startPackage('local-cloud', ['--port', String(port), ...quiet, ...options], showLine);
}

/** Starts the development MongoDB endpoint, likewise. Its URL names no database. */
export function startMongo(port: number | string): Promise<CloudProcess> {
  return startPackage('mongo-embedded', ['--port', String(port)]);
}

/** Starts the demo identity provider, likewise, on any free port. Its URL is that of its metadata. */
export function startIdentityProvider(): Promise<CloudProcess> {
  return startPackage('demo-identity-provider', ['--port', '0']);
}

/** Rejects with what the program reports when it cannot start. */
async function startPackage(
  name: string,
  options: readonly string[],
  showLine?: (line: string) => void,
): Promise<CloudProcess> {
  const hasColours = process.stdout.isTTY && process.stdout.hasColors();
  const entry = path.resolve(import.meta.dirname, '../packages', name, 'src/main.ts');
  const child = spawn(process.execPath, [entry, '--stop-with-stdin', ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(hasColours && { FORCE_COLOR: '1' }) },
    // Ctrl-C reaches the whole process group of a terminal; the program is stopped by its starter alone.
    detached: process.platform !== 'win32',
  });
  const complaints: string[] = [];
  const errors = createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const lines = createInterface(child.stdout);
  const address = once(lines, 'line').then(([line]) => {
    if (showLine) lines.on('line', showLine);
    return String(line).split(' ').at(-1) ?? '';
  });
  const url = await Promise.race([address, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(complaints.join('\n') || `${name} ended before it was ready.`);
  errors.on('line', (line) => process.stderr.write(`${line}\n`));
  return {
    url,
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
