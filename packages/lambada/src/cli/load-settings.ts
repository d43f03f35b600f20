import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FunctionSettings, Settings } from '../generate/settings.ts';
import type { Authorizer } from '../model.ts';
import { bodyProblems } from '../runtime/body-problems.ts';
import settingsSchema from './settings-schema.json' with { type: 'json' };
import { UsageError } from './usage-error.ts';

export interface SettingsOverrides {
  readonly output?: string | undefined;
  readonly functionPer?: string | undefined;
  readonly stackName?: string | undefined;
}

/** The settings of the project in a folder. Throws a `UsageError` for what is missing or invalid. */
export async function loadSettings(folder: string, overrides: SettingsOverrides = {}): Promise<Settings> {
  const manifest = (await readJson(path.join(folder, 'package.json'))) as Manifest | undefined;
  if (!manifest) throw new UsageError(`Expected a project with a package.json in ${folder}, found none`);
  const file = path.join(folder, 'lambada.json');
  const given = ((await readJson(file)) ?? {}) as FileSettings;
  check(given, file);
  const tsconfig = path.resolve(folder, given.tsconfig ?? 'tsconfig.json');
  if (!existsSync(tsconfig)) throw new UsageError(`Expected a tsconfig.json at ${tsconfig}, found none`);
  const { functionPer = given.functionPer ?? 'api', stackName = given.stackName ?? manifest.name } =
    overrides;
  if (functionPer !== 'api' && functionPer !== 'class')
    throw new UsageError(`Expected api or class for --function-per, received ${JSON.stringify(functionPer)}`);
  const name = (manifest.name ?? path.basename(folder)).replace(/^@[^/]+\//, '');
  const description = given.description ?? manifest.description;
  return {
    title: given.title ?? name,
    version: manifest.version ?? '0.0.0',
    ...(description !== undefined && { description }),
    stackName: (stackName ?? name).replace(/^@[^/]+\//, ''),
    stage: given.stage ?? 'Prod',
    tsconfig,
    output: path.resolve(folder, overrides.output ?? given.output ?? '.lambada'),
    functionPer,
    function: given.function ?? {},
    functions: given.functions ?? {},
    authorizers: given.authorizers ?? {},
    ...(given.artifactBucket !== undefined && { artifactBucket: given.artifactBucket }),
    parameters: given.parameters ?? {},
    resources: given.resources ?? {},
    outputs: given.outputs ?? {},
    metadata: given.metadata ?? {},
  };
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
}

interface FileSettings {
  readonly title?: string;
  readonly description?: string;
  readonly stackName?: string;
  readonly stage?: string;
  readonly tsconfig?: string;
  readonly output?: string;
  readonly functionPer?: 'api' | 'class';
  readonly function?: FunctionSettings;
  readonly functions?: Readonly<Record<string, FunctionSettings>>;
  readonly authorizers?: Readonly<Record<string, Authorizer>>;
  readonly artifactBucket?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`Expected JSON in ${file}: ${(error as Error).message}`);
  }
}

function check(given: unknown, file: string): void {
  const validate = new Ajv2020({ allErrors: true }).compile(settingsSchema);
  if (validate(given)) return;
  const problems = bodyProblems(validate.errors ?? [], given, file);
  throw new UsageError(problems.map(({ message }) => message).join('\n'));
}
