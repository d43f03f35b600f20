import { type Context, createContext, Script } from 'node:vm';
import type { RunBounded } from './java-regex/run-bounded.ts';

let script: Script | undefined;
let sandbox: { run?: (() => void) | undefined } | undefined;

/** Node can end a script that takes too long, even while a regular expression is matching. */
export const runBounded: RunBounded = (run, milliseconds) => {
  script ??= new Script('run()');
  sandbox ??= createContext({}) as { run?: () => void };
  sandbox.run = run;
  try {
    return runToEnd(script, sandbox, milliseconds);
  } finally {
    sandbox.run = undefined;
  }
};

/** The clock goes on while a busy machine runs something else: what got no time of its own may try again. */
function runToEnd(script: Script, context: Context, milliseconds: number): boolean {
  for (let attempt = 1; ; attempt++) {
    const start = process.threadCpuUsage();
    try {
      script.runInContext(context, { timeout: milliseconds });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const { user, system } = process.threadCpuUsage(start);
      const wasRunning = (user + system) / 1000 > milliseconds / 2;
      if (wasRunning || attempt === mostAttempts) return false;
    }
  }
}

const mostAttempts = 5;
