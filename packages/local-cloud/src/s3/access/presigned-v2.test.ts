import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RequestHead } from '../../aws/service.ts';
import type { Signer } from '../../aws/sigv4/verify-signature.ts';
import { signerOfV2 } from './presigned-v2.ts';

const now = Date.UTC(2026, 0, 1);
const expires = String(now / 1000 + 60);
const signer: Signer = {
  caller: { accountId: '000000000000', arn: 'arn', userId: 'AROA:session', accessKeyId: 'ASIA' },
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiresAt: now + 1000,
};

function presigned(token: string | undefined): RequestHead {
  const header = token === undefined ? '' : `x-amz-security-token:${token}\n`;
  const Signature = createHmac('sha1', 'secret')
    .update(`GET\n\n\n${expires}\n${header}/bucket/key`)
    .digest('base64');
  const query = new URLSearchParams({ AWSAccessKeyId: 'ASIA', Signature, Expires: expires });
  if (token !== undefined) query.set('x-amz-security-token', token);
  return {
    method: 'GET',
    path: '/key',
    rawQuery: String(query),
    query,
    headers: { host: 'bucket.s3.localhost:4566' },
    requestId: 'request-1',
    caller: undefined,
  };
}
const verify =
  (token: string | undefined, at = now) =>
  () =>
    signerOfV2(presigned(token), () => signer, at);

describe('a URL presigned with temporary credentials and signature version 2', () => {
  it('carries their session token, and the bucket in its host', () => {
    expect(verify('token')()).toBe(signer.caller);
  });

  it.each([undefined, 'other'])('is refused with the token %s', (token) => {
    expect(verify(token)).toThrow(expect.objectContaining({ code: 'InvalidToken' }));
  });

  it('is refused once the credentials have expired', () => {
    expect(verify('token', now + 1000)).toThrow(expect.objectContaining({ code: 'ExpiredToken' }));
  });
});
