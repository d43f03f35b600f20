import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lock } from './lock-subset.ts';

/**
 * Copies every package of a lock file out of the installation under `root`. False, with nothing copied, when one of
 * them is not there at its version.
 */
export async function copyInstalled({ packages }: Lock, root: string, directory: string): Promise<boolean> {
  const { '': _, ...locked } = packages;
  const paths = Object.keys(locked);
  const versions = await Promise.all(paths.map((path) => versionOf(join(root, path))));
  const isInstalled = paths.every((path, index) => versions[index] === locked[path]?.version);
  if (!isInstalled) return false;
  // One after the other: the packages within a package have paths of their own, and lie inside its directory.
  for (const path of paths) {
    const nested = join(root, path, 'node_modules');
    await cp(join(root, path), join(directory, path), {
      recursive: true,
      filter: (source) => source !== nested,
    });
  }
  return true;
}

async function versionOf(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, 'package.json'), 'utf8').catch(() => undefined);
  return text && JSON.parse(text).version;
}
