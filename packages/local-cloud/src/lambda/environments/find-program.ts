import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that is in these folders, then on the PATH of the embedded cloud. */
export function findProgram(names: readonly string[], folders: readonly string[] = []): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const files = [...folders, ...path].flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return files.find((file) => existsSync(file));
}
