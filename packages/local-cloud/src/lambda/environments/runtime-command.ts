import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionVersion } from '../function-record.ts';
import { StartError } from './failure-payload.ts';
import { javaCommand } from './java-command.ts';
import type { RuntimeCommand } from './runtime-process.ts';

export interface RuntimeFolders {
  readonly compileCache: string;
  /** The environment's own. */
  readonly temporary: string;
}

/** The command of a version's runtime. Rejects with a `StartError` where this machine or the package lacks it. */
export async function runtimeCommand(
  version: FunctionVersion,
  folders: RuntimeFolders,
): Promise<RuntimeCommand> {
  const { Runtime, MemorySize } = version.configuration;
  if (Runtime.startsWith('nodejs')) return nodeCommand(MemorySize, folders.compileCache);
  if (Runtime.startsWith('java')) return javaCommand(version, folders.temporary);
  return providedCommand(version.code.folder);
}

/** AWS's runtime client, unmodified, run by the Node that runs this cloud. */
export function nodeCommand(memorySize: number, compileCacheFolder: string): RuntimeCommand {
  const heap = `--max-old-space-size=${Math.floor(memorySize * 0.9)}`;
  const start = fileURLToPath(new URL('../runtime/start.cjs', import.meta.url));
  const client = fileURLToPath(import.meta.resolve('aws-lambda-ric'));
  return { file: process.execPath, arguments: [heap, start, client, compileCacheFolder], hasPipes: true };
}

async function providedCommand(taskRoot: string): Promise<RuntimeCommand> {
  const file = join(taskRoot, 'bootstrap');
  await access(file, constants.X_OK).catch(() => {
    throw new StartError("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
  });
  return { file, arguments: [], hasPipes: false };
}
