import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createProcessGuard } from './process-guard.ts';

function startGroup(seconds: string) {
  const child = spawn('/bin/sleep', [seconds], { detached: true, stdio: 'ignore' });
  return { id: child.pid ?? 0, exited: once(child, 'exit') as Promise<[number | null, string | null]> };
}

describe.runIf(process.platform !== 'win32')('a process guard', () => {
  it('ends the groups that are left when its cloud has ended, and no other', async () => {
    const guard = createProcessGuard();
    const left = startGroup('1000');
    const released = startGroup('0.3');
    guard.watch(left.id);
    guard.watch(released.id);
    guard.release(released.id);
    // As the system closes the pipe of a process that was killed.
    guard.close();
    expect(await left.exited).toEqual([null, 'SIGKILL']);
    expect(await released.exited).toEqual([0, null]);
  });
});
