import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shared } from '../../vitest.shared.ts';
import type { Finding } from './finding.ts';

/** The time-out of a test or a hook, after its function or before it. */
const ownLimit =
  /(?:^ *\}|^(?:before|after)(?:All|Each)\(.*), ([\d_]+)\);$|\{ timeout: ([\d_]+) \}, (?:async )?\(|^ *\{ timeout: ([\d_]+) \},$/gm;

/** No test has less time than all tests have: what is plenty on an idle machine is too little on a busy one. */
export function checkTestLimits(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => file.endsWith('.test.ts') && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      return [...source.matchAll(ownLimit)]
        .map(([, last, before, alone]) => Number((last ?? before ?? alone ?? '').replaceAll('_', '')))
        .filter((limit) => limit <= shared.testTimeout)
        .map((limit) => ({
          file,
          problem: `a limit of ${limit} ms: tests have the ${shared.testTimeout} of vitest.shared.ts`,
        }));
    });
}
