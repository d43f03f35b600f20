import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import type { Statistics } from '../compute-statistics.ts';
import type { StatisticsRequest } from '../read-request.ts';

export interface Checkpoint {
  /** The response that an earlier run got to the same numbers. */
  readonly find: (key: string) => readonly Statistics[] | undefined;
  readonly add: (key: string, statistics: readonly Statistics[]) => void;
  readonly close: () => void;
  /** Closes it and deletes its file. */
  readonly discard: () => void;
}

/**
 * Opens the file of responses that an interrupted run left, or a new one. Each line is the response to one request,
 * known by a digest of its numbers: whatever else has changed between two runs, a response is only used for the
 * numbers of its request. A kill may tear the last line, whose request is then sent again.
 */
export function openCheckpoint(file: string): Checkpoint {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const answers = new Map(text.split('\n').flatMap(readLine));
  const descriptor = openSync(file, 'a');
  if (text !== '' && !text.endsWith('\n')) writeSync(descriptor, '\n');
  const close = () => closeSync(descriptor);
  return {
    find: (key) => answers.get(key),
    add: (key, statistics) => void writeSync(descriptor, `${JSON.stringify([key, statistics])}\n`),
    close,
    discard() {
      close();
      rmSync(file);
    },
  };
}

/** A digest of the numbers of a request. */
export function keyOf({ times, events, values_by_record }: StatisticsRequest): string {
  const hash = createHash('sha256');
  for (const numbers of [times, events, ...values_by_record])
    hash.update(`${numbers.length};`).update(Float64Array.from(numbers));
  return hash.digest('base64url');
}

function readLine(line: string): [string, readonly Statistics[]][] {
  try {
    const entry: unknown = line === '' ? undefined : JSON.parse(line);
    return isEntry(entry) ? [entry] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is [string, readonly Statistics[]] {
  return Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]);
}
