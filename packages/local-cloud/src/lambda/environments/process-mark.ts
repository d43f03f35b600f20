import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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
    unset OLDPWD SHLVL _; exec "$0" "$@"`;
  return { ...command, file: '/bin/sh', arguments: ['-c', script, command.file, ...command.arguments] };
}

/** A process may start another one while it is looked for. */
const maxPasses = 5;

/** Ends every process with the mark of an environment. */
export async function killMarked({ environment, cloud }: ProcessMark): Promise<void> {
  if (!isMarkable) return;
  const limits = new RegExp(`^Max file locks +${environment} +${cloud} `, 'm');
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const pids = await whenFilesAreFree(() => pidsWith(limits));
    if (pids.length === 0) return;
    for (const pid of pids) kill(pid);
  }
}

/** Synchronous: on the thread pool it takes about four times the processor time (60 and 220 µs a process). */
function pidsWith(limits: RegExp): number[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return names.filter((name) => limits.test(limitsOf(name))).map(Number);
}

function limitsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/limits`, 'latin1');
  } catch (error) {
    if (isOutOfFiles(error)) throw error;
    // It has ended, or belongs to another user.
    return '';
  }
}

const retries = 50;
const retryPauseMs = 100;

/** A cloud that may open no more files waits for a moment rather than miss a process. */
async function whenFilesAreFree<T>(read: () => T): Promise<T> {
  for (let left = retries; ; left -= 1) {
    try {
      return read();
    } catch (error) {
      if (left === 0 || !isOutOfFiles(error)) throw error;
      await sleep(retryPauseMs);
    }
  }
}

function isOutOfFiles(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EMFILE';
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
