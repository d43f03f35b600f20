import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { RuntimeEvents } from './runtime-events.ts';
import { connectPipes, responsesFd } from './runtime-pipes.ts';

export interface RuntimeProcess {
  readonly pid: number | undefined;
  /** Ends the process and its process group; the exit is reported as an event. */
  kill(): void;
  /** Closes its pipes; to be called after its exit. */
  close(): Promise<void>;
}

export interface RuntimeCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Uses inherited pipes, which are quicker; other runtimes use the HTTP Runtime API. */
  readonly hasPipes: boolean;
}

export interface RuntimeProcessOptions {
  readonly command: RuntimeCommand;
  readonly variables: Readonly<Record<string, string>>;
  readonly taskRoot: string;
  readonly events: RuntimeEvents;
}

/** Starts a runtime, without the host's environment. Rejects with the system's error, such as EMFILE. */
export async function startRuntimeProcess({
  command,
  variables,
  taskRoot,
  events,
}: RuntimeProcessOptions): Promise<RuntimeProcess> {
  const child = spawn(command.file, command.arguments, {
    cwd: taskRoot,
    env: command.hasPipes ? { ...variables, _LAMBDA_TELEMETRY_LOG_FD: String(responsesFd) } : variables,
    stdio: ['ignore', 'pipe', 'pipe', ...(command.hasPipes ? (['pipe', 'pipe'] as const) : [])],
    // A process group of its own, so that it can be ended with the processes it has started.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  await once(child, 'spawn');
  // The exit of the process is reported by itself.
  for (const stream of child.stdio) stream?.on('error', () => {});
  if (command.hasPipes) connectPipes(child, events);
  child.stdout?.on('data', (chunk: Buffer) => events.output('stdout', chunk));
  child.stderr?.on('data', (chunk: Buffer) => events.output('stderr', chunk));

  let hasExited = false;
  child.on('exit', (code, signal) => {
    hasExited = true;
    killGroup(child);
    events.exit(code, signal);
  });
  child.on('error', () => {});
  return {
    pid: child.pid,
    kill() {
      if (!hasExited) killGroup(child);
    },
    // A process that left the group may still hold the other ends.
    async close() {
      for (const stream of child.stdio) (stream as Duplex | null)?.destroy();
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has no process any more.
  }
}
