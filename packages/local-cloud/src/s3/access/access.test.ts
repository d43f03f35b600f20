import {
  CreateBucketCommand,
  GetBucketPolicyStatusCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'website';
let s3: S3Client;

const policyThatLetsEveryone = (Action: string, Resource = `arn:aws:s3:::${Bucket}/public/*`) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }],
  });

const get = (path: string, init: RequestInit = {}) => fetch(`${cloud.url()}/${Bucket}${path}`, init);

async function blockPublicAccess(isBlocked: boolean): Promise<void> {
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { BlockPublicPolicy: isBlocked, RestrictPublicBuckets: isBlocked },
    }),
  );
}

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['public/a.txt', 'private.txt']) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'text', ContentType: 'text/plain' }));
  }
});

describe('a bucket without a policy', () => {
  it('is closed to requests without a signature, whatever they ask', async () => {
    for (const path of ['', '/public/a.txt', '/nothing', '?policy']) {
      const response = await get(path);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('<Code>AccessDenied</Code>');
    }
    expect((await get('/new', { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await get('/public/a.txt', { method: 'DELETE' })).status).toBe(403);
  });

  it('accepts no public policy', async () => {
    const Policy = policyThatLetsEveryone('s3:GetObject');
    await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
  });
});

describe('a bucket with a public policy', () => {
  beforeAll(async () => {
    await blockPublicAccess(false);
    const Policy = policyThatLetsEveryone('s3:GetObject');
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  });

  it('is open for what the policy names, and for nothing else', async () => {
    const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(PolicyStatus?.IsPublic).toBe(true);
    const open = await get('/public/a.txt');
    expect([open.status, await open.text()]).toEqual([200, 'text']);
    expect((await get('/private.txt')).status).toBe(403);
    expect((await get('/public/a.txt', { method: 'DELETE' })).status).toBe(403);
  });

  it('hides from unsigned requests which keys are missing, unless they may list the bucket', async () => {
    expect((await get('/public/none')).status).toBe(403);
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:Get*', Resource: `arn:aws:s3:::${Bucket}/*` },
      { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` },
      { Effect: 'Deny', Principal: '*', Action: '*', Resource: `arn:aws:s3:::${Bucket}/private*` },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await get('/public/none')).status).toBe(404);
    expect((await get('?list-type=2')).status).toBe(200);
    expect((await get('/private.txt')).status).toBe(403);
  });

  it('overrides no headers for unsigned requests', async () => {
    const response = await get('/public/a.txt?response-content-type=text/html');
    expect(response.status).toBe(400);
  });

  it('is closed again by RestrictPublicBuckets', async () => {
    await blockPublicAccess(true);
    expect((await get('/public/a.txt')).status).toBe(403);
    await blockPublicAccess(false);
  });
});

describe('bucket policies', () => {
  it.each([
    ['no JSON', 'policy'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['no principal', policyThatLetsEveryone('s3:GetObject').replace('"Principal":"*",', '')],
    ["another service's action", policyThatLetsEveryone('lambda:InvokeFunction')],
    ["another bucket's resource", policyThatLetsEveryone('s3:GetObject', 'arn:aws:s3:::other/*')],
  ])('are refused with %s', async (_case, Policy) => {
    await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toMatchObject({
      name: 'MalformedPolicy',
    });
  });
});

it('names the origins that may read its responses', async () => {
  const rule = { AllowedMethods: ['GET'], AllowedOrigins: ['http://*.localhost'], ExposeHeaders: ['etag'] };
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  const headers = { origin: 'http://app.localhost' };
  const response = await get('/public/a.txt', { headers });
  expect(response.headers.get('access-control-allow-origin')).toBe('http://app.localhost');
  expect(response.headers.get('access-control-expose-headers')).toBe('etag');
});
