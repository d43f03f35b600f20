import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import type { AwsResponse, Caller } from '../../aws/service.ts';
import { createS3, type S3 } from '../s3.ts';

const root: Caller = {
  accountId: '000000000000',
  arn: 'arn:aws:iam::000000000000:root',
  userId: '0',
  accessKeyId: 'test',
};
const reader: Caller = {
  ...root,
  arn: 'arn:aws:sts::000000000000:assumed-role/reader/session',
  roleArn: 'arn:aws:iam::000000000000:role/reader',
  policies: () => [
    parsePolicy({
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::notes/mine/*' }],
    }),
  ],
};
let s3: S3;

beforeEach(async () => {
  s3 = createS3(defaultAccount);
  s3.operations.CreateBucket({ Bucket: 'notes' });
  for (const Key of ['mine/a', 'yours/a']) await s3.operations.PutObject({ Bucket: 'notes', Key });
});

function call(
  caller: Caller,
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string> } = {},
): Promise<AwsResponse> {
  const [rawPath = '', rawQuery = ''] = path.split('?');
  return s3.service.handle({
    method,
    path: rawPath,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: { host: 'localhost', ...options.headers },
    body: Buffer.from(options.body ?? ''),
    requestId: 'request',
    caller,
  });
}

describe('a role', () => {
  it('does what its policies allow, and is refused the rest by name', async () => {
    expect((await call(reader, 'GET', '/notes/mine/a')).status).toBe(200);
    const refused = await call(reader, 'GET', '/notes/yours/a');
    expect(refused.status).toBe(403);
    expect(refused.body).toContain(
      'is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::notes/yours/a because no identity-based policy allows the s3:GetObject action',
    );
  });

  it('needs to read what it copies', async () => {
    const headers = { 'x-amz-copy-source': 'notes/yours/a' };
    const writer = {
      ...reader,
      policies: () => [
        parsePolicy({
          Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::notes/*' }],
        }),
      ],
    };
    expect((await call(writer, 'PUT', '/notes/mine/b')).status).toBe(200);
    expect((await call(writer, 'PUT', '/notes/mine/b', { headers })).status).toBe(403);
  });

  it('gets a result for each key when it deletes many', async () => {
    const deleter = {
      ...reader,
      policies: () => [
        parsePolicy({
          Statement: [{ Effect: 'Allow', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::notes/mine/*' }],
        }),
      ],
    };
    const body = '<Delete><Object><Key>mine/a</Key></Object><Object><Key>yours/a</Key></Object></Delete>';
    const response = await call(deleter, 'POST', '/notes?delete', { body });
    expect(response.body).toContain('<Deleted><Key>mine/a</Key></Deleted>');
    expect(response.body).toContain('<Error><Key>yours/a</Key><Code>AccessDenied</Code>');
    expect(s3.readObject('notes', 'yours/a')).toBeDefined();
  });

  it('may be let in by the bucket instead', async () => {
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { AWS: reader.roleArn },
        Action: 's3:*',
        Resource: 'arn:aws:s3:::notes/yours/*',
      },
    ];
    s3.operations.PutBucketPolicy({ Bucket: 'notes', Policy: JSON.stringify({ Statement }) });
    expect((await call(reader, 'GET', '/notes/yours/a')).status).toBe(200);
  });
});

describe('the root', () => {
  it('is bound by a Deny of the bucket, but finds back to the policy', async () => {
    const Statement = [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::notes', 'arn:aws:s3:::notes/*'],
      },
    ];
    s3.operations.PutBucketPolicy({ Bucket: 'notes', Policy: JSON.stringify({ Statement }) });
    expect((await call(root, 'GET', '/notes/mine/a')).status).toBe(403);
    expect((await call(root, 'DELETE', '/notes?policy')).status).toBe(204);
    expect((await call(root, 'GET', '/notes/mine/a')).status).toBe(200);
  });
});
