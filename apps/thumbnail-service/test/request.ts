import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url } = inject('sample');

/** Posts a body as `curl --data-binary` does, which takes every body for a form. */
export function post(
  path: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  const defaults = { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(`${url}${path}`, { method: 'POST', body, headers: { ...defaults, ...headers } });
}

export function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}${path}`, { headers });
}

export async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
