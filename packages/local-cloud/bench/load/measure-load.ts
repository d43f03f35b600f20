import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Responses per second; milliseconds that half, and 99 of 100, of the responses take at most. */
export interface Load {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

const generator = path.join(import.meta.dirname, 'generator.ts');
const run = promisify(execFile);

export interface LoadOptions {
  readonly connections: number;
  readonly secondsEach: number;
  /** How often it is measured, after the time of two rounds, which does not count. */
  readonly rounds: number;
}

/** Puts load on a URL from a process of its own. Rejects where a status is not in the 200s. */
export async function measureLoad(
  autocannon: string,
  url: string,
  { connections, secondsEach, rounds }: LoadOptions,
): Promise<Load[]> {
  const numbers = [connections, secondsEach, rounds].map(String);
  const { stdout } = await run(process.execPath, [generator, autocannon, url, ...numbers]);
  return (JSON.parse(stdout) as (Load & { failed: number })[]).map(({ failed, ...load }) => {
    if (failed > 0)
      throw new Error(`Expected only answers of the 200s from ${url}, received ${failed} others.`);
    return load;
  });
}
