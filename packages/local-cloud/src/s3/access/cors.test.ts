import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createS3, type S3 } from '../s3.ts';

const asks = {
  origin: 'https://app.example.com',
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'Content-Type, x-amz-meta-a',
};
let s3: S3;

beforeEach(() => {
  s3 = createS3(defaultAccount);
  s3.operations.CreateBucket({ Bucket: 'uploads' });
});

function allow(rule: object): void {
  const CORSRules = [{ AllowedMethods: ['PUT'], AllowedOrigins: ['https://*.example.com'], ...rule }];
  s3.operations.PutBucketCors({ Bucket: 'uploads', CORSConfiguration: { CORSRules } });
}

function preflight(headers: Record<string, string>) {
  return s3.service.handle({
    method: 'OPTIONS',
    path: '/uploads/a',
    rawQuery: '',
    query: new URLSearchParams(),
    headers: { host: 'localhost', ...headers },
    body: Buffer.alloc(0),
    requestId: 'request',
    caller: undefined,
  });
}

describe('a preflight', () => {
  it('follows the first rule that fits', async () => {
    allow({ AllowedHeaders: ['content-*', 'x-amz-meta-a'], MaxAgeSeconds: 60 });
    const { status, headers } = await preflight(asks);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'content-type, x-amz-meta-a',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '60',
    });
  });

  it('of any origin is allowed without credentials', async () => {
    allow({ AllowedHeaders: ['*'], AllowedOrigins: ['*'] });
    const { headers } = await preflight(asks);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('is refused without CORS rules, and by rules that do not fit', async () => {
    expect((await preflight(asks)).body).toContain('CORSResponse: CORS is not enabled for this bucket.');
    allow({ AllowedHeaders: ['content-type'] });
    expect((await preflight(asks)).status).toBe(403);
    allow({ AllowedHeaders: ['*'] });
    expect((await preflight({ ...asks, origin: 'https://example.org' })).status).toBe(403);
    expect((await preflight({ ...asks, 'access-control-request-method': 'GET' })).status).toBe(403);
  });

  it('without an origin is a bad request', async () => {
    expect((await preflight({})).status).toBe(400);
  });
});
