import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Makes a temporary folder that only this user can look into, and removes those of processes that were killed
 * before they could do so themselves.
 */
export async function makeOwnFolder(): Promise<string> {
  await removeAbandoned();
  return mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
}

/** Containers may share a folder, but see only their own processes: the name of the machine distinguishes them. */
const prefix = `local-cloud-${hostname()}-`;

async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir());
  const abandoned = names.filter((name) => name.startsWith(prefix) && !runs(processId(name)));
  // What belongs to another user stays.
  await Promise.all(
    abandoned.map((name) => rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})),
  );
}

function processId(name: string): number {
  return Number(/^\d+(?=-)/.exec(name.slice(prefix.length))?.[0]);
}

function runs(processId: number): boolean {
  if (Number.isNaN(processId)) return true;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
