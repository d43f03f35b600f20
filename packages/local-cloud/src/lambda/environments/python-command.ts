import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Runtime } from '@aws-sdk/client-lambda';
import { StartError } from './failure-payload.ts';
import { findProgram } from './find-program.ts';
import type { RuntimeCommand } from './runtime-process.ts';

/** This machine's Python with a client of the HTTP Runtime API. Rejects with a `StartError` where there is no Python. */
export async function pythonCommand(runtime: Runtime): Promise<RuntimeCommand> {
  const file = await pythonOf(runtime);
  if (!file) {
    throw new StartError(
      `Expected Python for the runtime ${runtime} on the PATH of the embedded cloud, found none`,
    );
  }
  const start = fileURLToPath(new URL('../runtime/start.py', import.meta.url));
  // -u: what the function prints is written at once.
  return { file, arguments: ['-u', start], hasPipes: false };
}

/** By runtime: looking for Python takes longer than starting it. */
const found = new Map<string, Promise<string | undefined>>();

/** That of the runtime's own version, such as `python3.12`, where the machine has it. */
export function pythonOf(runtime: string): Promise<string | undefined> {
  const known = found.get(runtime) ?? firstPython([runtime, 'python3', 'python']);
  found.set(runtime, known);
  return known;
}

async function firstPython(names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const program = findProgram([name]);
    const file = program && (await interpreterOf(program));
    if (file) return file;
  }
  return undefined;
}

/** A version manager's shim needs the variables of this process, which functions do not get. */
async function interpreterOf(program: string): Promise<string | undefined> {
  const code = 'import sys; print(sys.executable if sys.version_info >= (3, 8) else "")';
  try {
    const { stdout } = await promisify(execFile)(program, ['-c', code], { timeout: 10_000 });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
