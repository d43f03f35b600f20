import { expect, inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url } = inject('sample');

/** A request for one resource of the deployed sample. Clients percent-encode the id. */
export function request(method: string, id: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/resource/${encodeURIComponent(id)}`, { ...init, method });
}

/** Puts a text and returns its entity tag. */
export async function put(id: string, body: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await request('PUT', id, { body, headers });
  expect(response.status).toBe(200);
  return response.headers.get('etag') ?? '';
}
