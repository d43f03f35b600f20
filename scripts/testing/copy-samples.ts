import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');

/** A folder like this repository, with copies of some samples that may be edited. `delete` removes it. */
export async function copySamples(
  ...samples: string[]
): Promise<{ readonly root: string; delete(): Promise<void> }> {
  const root = await mkdtemp(path.join(tmpdir(), 'samples-'));
  for (const folder of samples.flatMap((sample) => [`apps/${sample}`, `infra/${sample}`])) {
    await cp(path.join(repository, folder), path.join(root, folder), { recursive: true });
  }
  for (const name of ['node_modules', 'packages', 'package-lock.json']) {
    await symlink(path.join(repository, name), path.join(root, name));
  }
  return { root, delete: () => rm(root, { recursive: true }) };
}
