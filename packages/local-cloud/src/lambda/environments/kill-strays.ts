import { readdir, readFile } from 'node:fs/promises';

/**
 * Ends the processes that left the group of the environment they were started in. They are recognised by the log stream's
 * name, which they inherited in their own environment. Works on Linux only.
 */
export async function killStrays(logStream: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (environment.includes(logStream)) kill(Number(pid));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
