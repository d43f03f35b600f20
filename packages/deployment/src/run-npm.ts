import { execFile } from 'node:child_process';
import { DeployError } from './deploy-error.ts';

export interface NpmOptions {
  readonly cwd: string;
  /** What a failure means: `npm could not install sharp`. npm's own reason follows. */
  readonly failure: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs npm quietly. Throws a `DeployError` with npm's reason, or the signal's when it is aborted. */
export async function runNpm(args: readonly string[], { cwd, failure, signal }: NpmOptions): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  signal?.throwIfAborted();
  // Under `npm run` the same npm is available as a script, which needs no shell on any system.
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('js') ? [process.execPath, [npm]] : ['npm', []];
  const reason = await new Promise<string | undefined>((resolve) => {
    const child = execFile(command, [...before, ...quiet, ...args], { cwd }, (error, _, stderr) => {
      signal?.removeEventListener('abort', stop);
      resolve(error ? stderr.trim() || error.message : undefined);
    });
    // Unlike execFile's own `signal`, this waits for npm to end, so that it writes nothing afterwards.
    const stop = () => child.kill();
    signal?.addEventListener('abort', stop);
  });
  signal?.throwIfAborted();
  if (reason) throw new DeployError(`${failure}:\n${reason}`);
}
