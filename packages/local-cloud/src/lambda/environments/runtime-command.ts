import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionVersion } from '../function-record.ts';

export interface RuntimeCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Talks over inherited pipes, which is quicker; other runtimes know only the HTTP Runtime API. */
  readonly hasPipes: boolean;
}

/** How a version's runtime is started. */
export function runtimeCommand(
  { configuration, code }: FunctionVersion,
  compileCacheFolder: string,
): RuntimeCommand {
  const { Runtime, MemorySize } = configuration;
  if (!Runtime.startsWith('nodejs')) {
    return { file: join(code.folder, 'bootstrap'), arguments: [], hasPipes: false };
  }
  return nodeCommand(MemorySize, compileCacheFolder);
}

/** AWS's runtime client, unmodified, under the Node that runs this cloud. */
export function nodeCommand(memorySize: number, compileCacheFolder: string): RuntimeCommand {
  const heap = `--max-old-space-size=${Math.floor(memorySize * 0.9)}`;
  const start = fileURLToPath(new URL('../runtime/start.cjs', import.meta.url));
  const client = fileURLToPath(import.meta.resolve('aws-lambda-ric'));
  return { file: process.execPath, arguments: [heap, start, client, compileCacheFolder], hasPipes: true };
}
