import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionVersion } from '../function-record.ts';
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
  return { file: join(version.code.folder, 'bootstrap'), arguments: [], hasPipes: false };
}

/** AWS's runtime client, unmodified, run by the Node that runs this cloud. */
export function nodeCommand(memorySize: number, compileCacheFolder: string): RuntimeCommand {
  const heap = `--max-old-space-size=${Math.floor(memorySize * 0.9)}`;
  const start = fileURLToPath(new URL('../runtime/start.cjs', import.meta.url));
  const client = fileURLToPath(import.meta.resolve('aws-lambda-ric'));
  return { file: process.execPath, arguments: [heap, start, client, compileCacheFolder], hasPipes: true };
}
