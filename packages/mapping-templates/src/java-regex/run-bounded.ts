import { createContext, Script } from 'node:vm';
import { limits } from '../limits.ts';
import { TemplateFault } from '../template-error.ts';

const script = new Script('run()');

/** Gives a function that runs others so that they can be ended, even while a regular expression is matching. */
export function boundedRunner(): <Result>(run: () => Result) => Result {
  const sandbox: { run?: () => void } = {};
  let context: object | undefined;
  return <Result>(run: () => Result) => {
    context ??= createContext(sandbox);
    const results: Result[] = [];
    sandbox.run = () => void results.push(run());
    try {
      runToEnd(context);
    } catch (error) {
      throw isExhaustion(error)
        ? new TemplateFault(`A regular expression takes more than ${limits.regexTime} ms or all its memory`)
        : error;
    } finally {
      delete sandbox.run;
    }
    return results[0] as Result;
  };
}

/** The clock goes on while a busy machine runs something else: what got no time of its own may try again. */
function runToEnd(context: object): void {
  for (let attempt = 1; ; attempt++) {
    const start = process.threadCpuUsage();
    try {
      script.runInContext(context, { timeout: limits.regexTime });
      return;
    } catch (error) {
      const { user, system } = process.threadCpuUsage(start);
      const wasRunning = (user + system) / 1000 > limits.regexTime / 2;
      if (!isTimeOut(error) || wasRunning || attempt === mostAttempts) throw error;
    }
  }
}

const mostAttempts = 5;

/** A long text can exhaust the stack of a regular expression before its time is over. */
function isExhaustion(error: unknown): boolean {
  return error instanceof RangeError || isTimeOut(error);
}

function isTimeOut(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
