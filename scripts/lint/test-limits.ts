import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shared } from '../../vitest.shared.ts';
import type { Finding } from './finding.ts';

/** The time-out of a test or a hook, after its function or before it. */
const ownLimit =
  /(?:^ *\}|^(?:before|after)(?:All|Each)\(.*), ([\d_]+)\);$|\{ timeout: ([\d_]+) \}, (?:async )?\(|^ *\{ timeout: ([\d_]+) \},$/gm;

/** How long a waiter of the SDK waits, in seconds, and a signal, in milliseconds. */
const waiterLimit = /\bmaxWaitTime: ([\d_]+)/g;
const signalLimit = /\bAbortSignal\.timeout\(([\d_]+)\)/g;

/** No test has less time than all tests have: what is plenty on an idle machine is too little on a busy one. */
export function checkTestLimits(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => /\.test\.ts$|\/(test|testing)\//.test(file) && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      const own = numbers(source, ownLimit).filter((limit) => limit <= shared.testTimeout);
      const waiters = numbers(source, waiterLimit).map((seconds) => seconds * 1000);
      const others = [...waiters, ...numbers(source, signalLimit)];
      return [...own, ...others.filter((limit) => limit < shared.testTimeout)].map((limit) => ({
        file,
        problem: `a limit of ${limit} ms: tests have the ${shared.testTimeout} of vitest.shared.ts`,
      }));
    });
}

function numbers(source: string, pattern: RegExp): number[] {
  return [...source.matchAll(pattern)].map(([, ...groups]) =>
    Number(groups.find((group) => group !== undefined)?.replaceAll('_', '')),
  );
}
