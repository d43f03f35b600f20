import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends the process groups that are left when this process is killed without a chance to do so itself: most end when
 * their pipes close, but one that is in an endless loop never notices.
 */
export interface ProcessGuard {
  watch(groupId: number): void;
  release(groupId: number): void;
  close(): void;
}

/** Reads `<id>` and `-<id>` until this process is gone, then kills what was added and not taken away. */
const script = `
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
`;

/** Starts nothing before there is something to watch. */
export function createProcessGuard(): ProcessGuard {
  let shell: ChildProcess | undefined;

  function tell(line: string): void {
    if (process.platform === 'win32') return;
    shell ??= startShell();
    shell.stdin?.write(`${line}\n`);
  }

  return {
    watch: (groupId) => tell(String(groupId)),
    release: (groupId) => tell(`-${groupId}`),
    close: () => shell?.stdin?.end(),
  };
}

/** In a session of its own, so that Ctrl-C in the terminal does not end it too early. */
function startShell(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script], {
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  shell.unref();
  return shell;
}
