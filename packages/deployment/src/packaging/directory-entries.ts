import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ZipEntry } from './zip.ts';

/** Every file below a directory, named by its path with `/`. Links are followed; npm's own leftovers stay out. */
export async function directoryEntries(directory: string, base = directory): Promise<[string, ZipEntry][]> {
  const names = (await readdir(directory)).filter((name) => name !== '.bin' && name !== '.package-lock.json');
  const entries = await Promise.all(
    names.map(async (name): Promise<[string, ZipEntry][]> => {
      const path = join(directory, name);
      const found = await stat(path);
      if (found.isDirectory()) return directoryEntries(path, base);
      const isExecutable = (found.mode & 0o100) !== 0;
      return [[relative(base, path).split(sep).join('/'), { bytes: await readFile(path), isExecutable }]];
    }),
  );
  return entries.flat();
}
