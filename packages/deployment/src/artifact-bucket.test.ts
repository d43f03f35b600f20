import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { isBucketThere, putArtifact } from './artifact-bucket.ts';
import { deleteBucket } from './delete-bucket.ts';

const bucket = { name: 'artifacts', account: '111122223333', region: 'us-east-1' };

const listing = `<ListVersionsResult><Version><Key>k</Key><VersionId>v</VersionId></Version></ListVersionsResult>`;

/** S3 as far as these calls need it, which notes every request. */
async function fakeS3(respond: (request: IncomingMessage) => { status: number; body?: string }) {
  const requests: IncomingMessage[] = [];
  const server = createServer(async (request, response) => {
    requests.push(request);
    for await (const _ of request);
    const { status, body = '' } = respond(request);
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(request.method === 'HEAD' ? '' : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: bucket.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const owners = () => requests.map(({ headers }) => headers['x-amz-expected-bucket-owner']);
  return {
    s3,
    owners,
    async [Symbol.asyncDispose]() {
      s3.destroy();
      server.close();
    },
  };
}

it('looks for the bucket of this account alone', async () => {
  await using fake = await fakeS3(() => ({ status: 200 }));
  expect(await isBucketThere(fake.s3, bucket)).toBe(true);
  expect(fake.owners()).toEqual([bucket.account]);
});

it('uploads code into the bucket of this account alone, because its name can be guessed', async () => {
  await using fake = await fakeS3(({ method }) => ({ status: method === 'HEAD' ? 404 : 200 }));
  await putArtifact(fake.s3, bucket, 'hello', { bytes: Buffer.from('code'), extension: '.zip' });
  expect(fake.owners()).toEqual([bucket.account, bucket.account]);
});

it('reports a bucket of another account', async () => {
  await using fake = await fakeS3(() => ({ status: 403 }));
  await expect(isBucketThere(fake.s3, bucket)).rejects.toThrow(
    "artifacts may not be read: it is another account's",
  );
});

it('empties and deletes the bucket of this account alone', async () => {
  let pages = 0;
  await using fake = await fakeS3(({ method, url = '' }) => {
    if (method === 'DELETE') return { status: 204 };
    if (method === 'POST') return { status: 200, body: '<DeleteResult/>' };
    pages += url.includes('versions') ? 1 : 0;
    return { status: 200, body: pages === 1 ? listing : '<ListVersionsResult/>' };
  });
  expect(await deleteBucket(fake.s3, bucket, new AbortController().signal)).toBe(1);
  expect(fake.owners()).toEqual([bucket.account, bucket.account, bucket.account, bucket.account]);
});
