import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

export interface ZipEntry {
  bytes: Uint8Array;
  isExecutable?: boolean;
}

/** A zip whose bytes depend on the entries alone: sorted names, one date, two modes (0644 and 0755). */
export function zip(
  entries: ReadonlyMap<string, ZipEntry>,
  { isCompressed = true }: { readonly isCompressed?: boolean | undefined } = {},
): Uint8Array {
  const levelOf = (length: number) => (isCompressed ? (length > LARGE ? 1 : 6) : 0);
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      sorted.map(([name, { bytes, isExecutable }]) => [
        name,
        [bytes, { attrs: isExecutable ? EXECUTABLE : FILE, level: levelOf(bytes.length) }],
      ]),
    ),
    { mtime: FIRST_ZIP_DAY, os: UNIX },
  );
}

// Of native libraries level 1 makes 4 % more bytes in half the time, and they are most of the time.
const LARGE = 8 * 1024 * 1024;

// Zip dates carry no zone and are written in local time, so this one is made in local time; noon keeps clear of
// clocks that skip an hour at midnight.
const FIRST_ZIP_DAY = new Date(1980, 0, 1, 12);
const UNIX = 3;
const FILE = (0o100644 << 16) >>> 0;
const EXECUTABLE = (0o100755 << 16) >>> 0;

/** Every file below a directory, named by its path with `/`. Follows links; leaves out npm's own files. */
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
