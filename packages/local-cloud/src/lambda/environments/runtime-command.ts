import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '@aws-sdk/client-lambda';
import type { FunctionVersion } from '../function-record.ts';
import type { PackageCode } from '../package-store.ts';
import { StartError } from './failure-payload.ts';
import { javaCommand } from './java-command.ts';
import { inLayers } from './layer-paths.ts';
import { pythonCommand } from './python-command.ts';
import type { RuntimeCommand } from './runtime-process.ts';

export interface RuntimeOptions {
  readonly compileCache: string;
  /** The environment's own. */
  readonly temporary: string;
  /** Where AWS's client for Java is kept for packages without it. */
  readonly clients: string;
  /** Where Node listens for a debugger; nowhere unless given. */
  readonly debugPort?: number | undefined;
}

/** The command of a version's runtime. Rejects with a `StartError` where this machine or the package lacks it. */
export async function runtimeCommand(
  version: FunctionVersion,
  options: RuntimeOptions,
): Promise<RuntimeCommand> {
  const { Runtime, MemorySize } = version.configuration;
  if (Runtime.startsWith('nodejs')) return wrapped(nodeCommand(Runtime, MemorySize, options), version);
  if (Runtime.startsWith('java')) return wrapped(await javaCommand(version, options), version);
  if (Runtime.startsWith('python')) return wrapped(await pythonCommand(Runtime), version);
  return providedCommand([version.code, version.layers]);
}

/**
 * AWS's runtime client, unmodified, run by the Node that runs this cloud. The client of before Node 24 has callbacks,
 * `context.done` and `callbackWaitsForEmptyEventLoop`.
 */
export function nodeCommand(
  runtime: Runtime,
  memorySize: number,
  { compileCache, debugPort }: Pick<RuntimeOptions, 'compileCache' | 'debugPort'>,
): RuntimeCommand {
  const heap = `--max-old-space-size=${Math.floor(memorySize * 0.9)}`;
  const start = fileURLToPath(new URL('../runtime/start.cjs', import.meta.url));
  const client = runtime === 'nodejs24.x' ? 'aws-lambda-ric' : 'aws-lambda-ric-before-node-24';
  const inspect = debugPort === undefined ? [] : [`--inspect=127.0.0.1:${debugPort}`];
  return {
    file: process.execPath,
    arguments: [heap, ...inspect, start, fileURLToPath(import.meta.resolve(client)), compileCache],
    hasPipes: true,
  };
}

/** The `bootstrap` of the package, else of the layers. */
async function providedCommand(places: readonly (PackageCode | undefined)[]): Promise<RuntimeCommand> {
  for (const place of places) {
    if (!place) continue;
    const file = join(place.folder, 'bootstrap');
    const isExecutable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return { file, arguments: [], hasPipes: false };
  }
  throw new StartError("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
}

/** A script of the package or of a layer that starts the runtime, which gets the runtime's command as its arguments. */
function wrapped(command: RuntimeCommand, { configuration, code, layers }: FunctionVersion): RuntimeCommand {
  const wrapper = configuration.Environment?.Variables?.AWS_LAMBDA_EXEC_WRAPPER;
  if (!wrapper) return command;
  const file = inLayers(wrapper, layers?.folder).replace(/^\/var\/task(?=\/)/, code.folder);
  return { ...command, file, arguments: [command.file, ...command.arguments] };
}
