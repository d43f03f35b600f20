import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { isStackName } from '@samples/deployment';
import type { Environment } from '@samples/localstack-client';
import { UsageError } from './usage-error.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..');

/** Every sample that has a template: the folders of `infra/`, in order. */
export async function listSamples(root: string): Promise<string[]> {
  const folders = await readdir(join(root, 'infra'), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The paths of the files in some folders, from the root, as git lists them: nothing installed, built or ignored. */
export async function filesUnder(root: string, ...folders: string[]): Promise<string[]> {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { stdout } = await promisify(execFile)('git', [...listing, '--', ...folders], { cwd: root });
  return stdout.split('\0').filter((file) => file && existsSync(join(root, file)));
}

export interface Caller {
  root: string;
  cwd: string;
  environment: Environment;
}

/** The sample a command is about: the one named, else the workspace the command was started in. */
export async function chooseSample(
  named: string | undefined,
  { root, cwd, environment }: Caller,
): Promise<string> {
  const [folder, workspace] = relative(root, cwd).split(sep);
  const sample = named ?? (folder === 'apps' ? workspace : environment.npm_package_name);
  const samples = await listSamples(root);
  if (sample && samples.includes(sample)) return sample;
  throw new UsageError(
    `Expected a sample (${samples.join(', ') || 'there is none'}), received ${sample ?? 'none'}`,
  );
}

/** The name itself, when CloudFormation accepts it. */
export function checkedStackName(name: string): string {
  if (isStackName(name)) return name;
  throw new UsageError(
    `Expected a letter, then letters, digits and hyphens, 128 at most, for --stack-name, received ${JSON.stringify(name)}`,
  );
}
