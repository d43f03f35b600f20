import { type ChildProcess, spawn } from 'node:child_process';
import { newCloudMark, newProcessMark, type ProcessMark } from './process-mark.ts';

/**
 * Ends the processes that are left when this process is killed without a chance to do so itself. Most end when their
 * pipes close, but a process in an endless loop never notices, and a detached one has no pipes.
 */
export interface ProcessGuard {
  newMark(): ProcessMark;
  watch(groupId: number): void;
  release(groupId: number): void;
  close(): void;
}

/**
 * Reads `<group>` and `-<group>` until this process has ended. Then kills the groups that were added and not removed, and
 * on Linux all processes with the cloud's mark.
 */
const script = (cloudMark: number) => `
groups=
while read -r id; do
  case $id in
    -*)
      rest=
      for group in $groups; do [ "-$group" = "$id" ] || rest="$rest $group"; done
      groups=$rest
      ;;
    *) groups="$groups $id" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
for file in /proc/[0-9]*/limits; do
  while read -r max file_ locks soft hard units; do
    [ "$max $file_ $locks $hard" = "Max file locks ${cloudMark}" ] || continue
    pid=\${file#/proc/}
    kill -s KILL "\${pid%/limits}"
  done < "$file"
done 2>/dev/null
`;

/** Starts its shell when there is something to watch. */
export function createProcessGuard(): ProcessGuard {
  const cloudMark = newCloudMark();
  let shell: ChildProcess | undefined;

  function send(line: string): void {
    if (process.platform === 'win32') return;
    shell ??= startShell(script(cloudMark));
    shell.stdin?.write(`${line}\n`);
  }

  return {
    newMark: () => newProcessMark(cloudMark),
    watch: (groupId) => send(String(groupId)),
    release: (groupId) => send(`-${groupId}`),
    close: () => shell?.stdin?.end(),
  };
}

/** In a session of its own, so that Ctrl-C in the terminal does not end it too early. */
function startShell(command: string): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', command], {
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  shell.unref();
  return shell;
}
