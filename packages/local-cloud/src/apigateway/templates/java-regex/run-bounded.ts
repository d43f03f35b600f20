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
      script.runInContext(context, { timeout: limits.regexTime });
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

/** A long text can exhaust the stack of a regular expression before its time is over. */
function isExhaustion(error: unknown): boolean {
  return (
    error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
