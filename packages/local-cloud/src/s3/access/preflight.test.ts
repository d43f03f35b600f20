import { CreateBucketCommand, PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const preflight = (path: string, origin: string) =>
  fetch(`${cloud.url()}${path}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT' },
  });

describe('the preflight of a page that wants to use a bucket', () => {
  it('follows the rules of the bucket, and is refused where the bucket has no rules', async () => {
    const s3 = cloud.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'uploads' }));
    const before = await preflight('/uploads/photo.png', 'http://localhost:5173');
    expect(before.status).toBe(403);
    expect(before.headers.get('access-control-allow-origin')).toBeNull();

    const CORSRules = [{ AllowedMethods: ['PUT'], AllowedOrigins: ['http://localhost:5173'] }];
    await s3.send(new PutBucketCorsCommand({ Bucket: 'uploads', CORSConfiguration: { CORSRules } }));
    const allowed = await preflight('/uploads/photo.png', 'http://localhost:5173');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect((await preflight('/uploads/photo.png', 'http://localhost:9999')).status).toBe(403);
  });
});
