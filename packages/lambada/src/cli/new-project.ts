import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { runNpm } from '@samples/deployment';
import { UsageError } from './usage-error.ts';

export interface NewOptions {
  readonly package?: string;
}

/** Writes a project into a new folder: all of it, or nothing. */
export async function newProject(folder: string, options: NewOptions, signal: AbortSignal): Promise<void> {
  const target = path.resolve(folder);
  const name = path.basename(target);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 63)
    throw new UsageError(
      `Expected lower-case words joined by hyphens, such as my-api, 63 characters at most, for the folder, received ${JSON.stringify(name)}`,
    );
  if (existsSync(target)) throw new UsageError(`Expected a new folder, and ${target} is already there`);
  const parent = path.dirname(target);
  await mkdir(parent, { recursive: true });
  const staging = await mkdtemp(path.join(parent, `.${name}-`));
  try {
    await cp(path.join(PACKAGE, 'template'), staging, { recursive: true });
    await rename(path.join(staging, 'gitignore'), path.join(staging, '.gitignore'));
    const source = await placePackage(staging, options.package, signal);
    for (const file of ['package.json', 'README.md']) await renameIn(path.join(staging, file), name, source);
    signal.throwIfAborted();
    // Temporary folders are for their owner alone.
    await chmod(staging, 0o755);
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  process.stdout.write(`${target} is ready. Next: cd ${folder} && npm install && npm test\n`);
}

// Modules are in src/cli here, and beside each other in dist of a packed copy.
const PACKAGE = [path.join(import.meta.dirname, '../..'), path.join(import.meta.dirname, '..')].find(
  (folder) => existsSync(path.join(folder, 'template')),
) as string;

/** What npm installs lambada from. A tarball becomes a file of the project, so that it is complete in itself. */
async function placePackage(
  staging: string,
  given: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const tarball = path.join(staging, 'lambada.tgz');
  if (given !== undefined) {
    if (!given.endsWith('.tgz') || !existsSync(given)) return given;
    await copyFile(given, tarball);
    return 'file:lambada.tgz';
  }
  if (!existsSync(path.join(PACKAGE, 'dist')))
    throw new UsageError(
      'This lambada runs from its sources. Make a tarball with npm pack --ignore-scripts=false --workspace @samples/lambada, and give it as --package FILE',
    );
  const args = ['pack', PACKAGE, '--ignore-scripts', '--pack-destination', staging];
  await runNpm(args, { cwd: staging, failure: 'npm could not pack lambada', signal });
  const [packed = ''] = (await readdir(staging)).filter((file) => file.endsWith('.tgz'));
  await rename(path.join(staging, packed), tarball);
  return 'file:lambada.tgz';
}

async function renameIn(file: string, name: string, source: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll('my-api', name).replaceAll('file:lambada.tgz', source));
}
