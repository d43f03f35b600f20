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

const entry = path.resolve(import.meta.dirname, '../packages/local-cloud/src/main.ts');

export interface CloudProcessOptions {
  /** More options of its command. */
  readonly options?: readonly string[];
  /** Gets what functions write and how they fail, in colour where standard output has colours; else it is not shown. */
  readonly showLine?: (line: string) => void;
}

/**
 * Starts the embedded cloud as a process of its own, which ends with this one. Rejects with what the cloud
 * reports when it cannot start.
 */
export async function startCloud(
  port: number | string,
  { options = [], showLine }: CloudProcessOptions = {},
): Promise<CloudProcess> {
  const hasColours = process.stdout.isTTY && process.stdout.hasColors();
  const quiet = showLine ? [] : ['--quiet'];
  const flags = ['--port', String(port), '--stop-with-stdin', ...quiet, ...options];
  const child = spawn(process.execPath, [entry, ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(hasColours && { FORCE_COLOR: '1' }) },
    // Ctrl-C reaches the whole process group of a terminal; the cloud is stopped by its starter alone.
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
  if (url === undefined)
    throw new Error(complaints.join('\n') || 'The embedded cloud ended before it was ready.');
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
