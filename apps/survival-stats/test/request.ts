import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import type { StatisticsRequest } from '../src/read-request.ts';

export const dataFolder = path.resolve(import.meta.dirname, '../data');

/** A request of the walkthrough. */
export async function readRequestFile(name: string): Promise<StatisticsRequest> {
  return JSON.parse(await readFile(path.join(dataFolder, name), 'utf8'));
}

/** Posts a body to the deployed sample: a text as it is, anything else as JSON. */
export function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${inject('sample').url}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Of two numbers, relative to the second; 0 where they are the same. */
export function distance(ours: number | null | undefined, theirs: number | null): number {
  if (ours === theirs) return 0;
  return typeof ours !== 'number' || theirs === null
    ? Number.POSITIVE_INFINITY
    : Math.abs(ours - theirs) / Math.abs(theirs);
}
