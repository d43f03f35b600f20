import { expect, it } from 'vitest';
import { resultOf } from './result.ts';

const refused = (status: number, headers: Record<string, string> = {}, message?: string) =>
  resultOf(
    Promise.resolve({
      ...(message && { error: { message, requestId: 'from-the-function' } }),
      response: new Response('', { status, headers }),
    }),
  );

it('no response means that there is no connection', async () => {
  expect(await resultOf(Promise.reject(new TypeError('Failed to fetch')))).toEqual({ kind: 'offline' });
});

it('a refused sign-in, after the client has tried to renew it, ends the session', async () => {
  expect(await refused(401)).toEqual({ kind: 'ended' });
  expect(await refused(403, { 'x-amzn-errortype': 'ExpiredTokenException' })).toEqual({ kind: 'ended' });
});

it('any other refusal has a message, and an id by which the logs know it', async () => {
  const error = { kind: 'refused', status: 403, message: 'No', requestId: 'from-the-function' };
  expect(await refused(403, { 'x-amzn-errortype': 'AccessDeniedException' }, 'No')).toEqual(error);
  expect(await refused(502, { 'x-amzn-requestid': 'from-the-gateway' })).toEqual({
    kind: 'refused',
    status: 502,
    message: 'The API failed.',
    requestId: 'from-the-gateway',
  });
});
