import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Answers per second; milliseconds that half, and 99 of 100, of the answers take at most. */
export interface Load {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

const generator = path.join(import.meta.dirname, 'generator.ts');
const run = promisify(execFile);

/** Puts load on an address from a process of its own. Rejects where an answer is not of the 200s. */
export async function measureLoad(
  autocannon: string,
  url: string,
  connections: number,
  seconds: number,
): Promise<Load> {
  const { stdout } = await run(process.execPath, [
    generator,
    autocannon,
    url,
    String(connections),
    String(seconds),
  ]);
  const { failed, ...load } = JSON.parse(stdout) as Load & { failed: number };
  if (failed > 0)
    throw new Error(`Expected only answers of the 200s from ${url}, received ${failed} others.`);
  return load;
}
