import { describe, expect, inject, it } from 'vitest';
import { baseUrl } from './app-user.ts';

const origin = 'http://app.localhost:5173';
const { outputs } = inject('sample');

function preflight(path: string, method: string): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,x-amz-date,x-amz-security-token',
  };
  return fetch(`${baseUrl}${path}`, { method: 'OPTIONS', headers });
}

describe('a page of another origin', () => {
  it.each([
    ['/public', 'GET'],
    ['/notes', 'GET,POST'],
    ['/notes/1', 'GET,PUT,DELETE'],
    ['/token/notes', 'GET,POST'],
    ['/token/notes/1', 'GET,PUT,DELETE'],
    ['/admin/summary', 'GET'],
  ])('may send %s the methods %s, without a sign-in before', async (path, methods) => {
    const { status, headers } = await preflight(path, 'GET');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(headers.get('access-control-allow-methods')).toBe(methods);
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toBe(
      'authorization,content-type,x-amz-date,x-amz-security-token',
    );
  });

  it.each([
    ['/public', 200],
    ['/token/notes', 401],
    ['/notes', 403],
    ['/absent', 403],
  ])('may read what %s responds, and the id of the request', async (path, expected) => {
    const { status, headers } = await fetch(`${baseUrl}${path}`, { headers: { origin } });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([expected, '*']);
    expect(headers.get('access-control-expose-headers')).toContain('x-amzn-requestid');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('may do so in Production', async () => {
    const production = baseUrl.replace(`/${outputs.ApiStage}/`, `/${outputs.ProductionStage}/`);
    const { headers } = await fetch(`${production}/token/notes`, { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});
