import { compileJavaRegex, type RunBounded, TemplateFault } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';

/** Regular expressions, Java's as everywhere on AWS, that are matched one after another while everything else waits. */
export interface BoundedPatterns {
  /** Throws a JavaRegexError for an invalid one. The result tests whole strings, and throws a TemplateFault when the time is over. */
  compile(pattern: string): (text: string) => boolean;
  /** Gives them all their time again. */
  restart(): void;
}

/** In milliseconds of processor time, for all of them together. */
const most = 100;

export function boundedPatterns(): BoundedPatterns {
  let left = most;
  const isOver = () => new TemplateFault(`Regular expressions take more than ${most} ms`);
  const runInTime: RunBounded = (run, milliseconds) => {
    if (runBounded(run, Math.ceil(Math.min(milliseconds, left)))) return true;
    throw isOver();
  };
  return {
    compile(source) {
      const pattern = compileJavaRegex(source, { runBounded: runInTime });
      return (text) => {
        if (left <= 0) throw isOver();
        const start = process.threadCpuUsage();
        try {
          return pattern.matches(text);
        } finally {
          const { user, system } = process.threadCpuUsage(start);
          left -= (user + system) / 1000;
        }
      };
    },
    restart() {
      left = most;
    },
  };
}
