import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Keeps other processes out of a folder until the function that it returns is called. The lock of a process that
 * has ended no longer counts.
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = ownerOf(file);
      if (owner !== undefined && isRunning(owner))
        throw new Error(
          `The data in ${folder} is in use by process ${owner}. Stop it, or choose another folder.`,
        );
      rmSync(file, { force: true });
    }
  }
}

function ownerOf(file: string): number | undefined {
  const owner = Number(readFileSync(file, 'utf8'));
  return Number.isInteger(owner) && owner > 0 ? owner : undefined;
}

function isRunning(pid: number): boolean {
  // An earlier process of a container may have had the number that this one has.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
