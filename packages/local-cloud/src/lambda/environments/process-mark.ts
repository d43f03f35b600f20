import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeCommand } from './runtime-process.ts';

/**
 * Two numbers that everything started by an environment inherits and cannot lose: a process may leave its group, clear
 * its variables and outlive its parent. They are the soft and the hard limit of file locks, which Linux keeps for each
 * process and has ignored since version 2.4. Other systems know processes by their group only.
 */
export interface ProcessMark {
  readonly environment: number;
  readonly cloud: number;
}

const isMarkable = process.platform === 'linux';
/** A soft limit is lower than its hard limit. */
const lowestCloud = 2 ** 47;

export function newCloudMark(): number {
  return randomInt(lowestCloud, lowestCloud + 2 ** 47);
}

export function newProcessMark(cloud: number): ProcessMark {
  return { environment: randomInt(1, lowestCloud), cloud };
}

/** The command run with the mark, by a shell that it replaces. */
export function markedCommand(command: RuntimeCommand, { environment, cloud }: ProcessMark): RuntimeCommand {
  if (!isMarkable) return command;
  // The option is -w in dash and BusyBox, -x in bash. A shell adds variables to those it was given.
  const script = `{ ulimit -S -w ${environment} && ulimit -H -w ${cloud} ||
    ulimit -S -x ${environment} && ulimit -H -x ${cloud}; } 2>/dev/null
    unset PWD OLDPWD SHLVL _; exec "$0" "$@"`;
  return { ...command, file: '/bin/sh', arguments: ['-c', script, command.file, ...command.arguments] };
}

/** A process may start another one while it is looked for. */
const maxPasses = 5;

/** Ends every process with the mark of an environment. */
export async function killMarked({ environment, cloud }: ProcessMark): Promise<void> {
  if (!isMarkable) return;
  const limits = new RegExp(`^Max file locks +${environment} +${cloud} `, 'm');
  for (let pass = 0, found = true; found && pass < maxPasses; pass += 1) {
    found = false;
    const names = await whenFilesAreFree(() => readdir('/proc'));
    for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
      if (!limits.test(await limitsOf(name))) continue;
      found = true;
      kill(Number(name));
    }
  }
}

function limitsOf(pid: string): Promise<string> {
  return whenFilesAreFree(() => readFile(`/proc/${pid}/limits`, 'latin1')).catch(() => '');
}

const retries = 50;
const retryPauseMs = 100;

/** A cloud that may open no more files waits for a moment rather than miss a process. */
async function whenFilesAreFree<T>(read: () => Promise<T>): Promise<T> {
  for (let left = retries; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      if (left === 0 || (error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
      await sleep(retryPauseMs);
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
