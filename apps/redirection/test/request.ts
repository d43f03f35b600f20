import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url } = inject('sample');

/** A GET of the deployed sample that follows no redirect. */
export function get(path: string, query: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}${path}?${new URLSearchParams(query)}`, { redirect: 'manual' });
}
