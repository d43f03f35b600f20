import { connect } from 'node:net';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from './cloud-under-test.ts';

const megabyte = 1024 * 1024;
let cloud: CloudUnderTest;
beforeAll(async () => {
  cloud = await startCloud();
  await cloud.client(S3Client).send(new CreateBucketCommand({ Bucket: 'bucket' }));
});
afterAll(() => cloud[Symbol.asyncDispose]());

/** Sends a head, then a body chunk by chunk for as long as the cloud takes it; returns what the cloud responds. */
async function send(head: string, bytes: number): Promise<string> {
  const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1').on('error', () => undefined);
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(`${head}Host: 127.0.0.1\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n`);
  const chunk = Buffer.alloc(megabyte);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += megabyte) {
    if (!socket.write(chunk.subarray(0, Math.min(megabyte, bytes - sent)))) {
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    }
  }
  await closed;
  return received;
}

async function signedHead(service: string, method: string, path: string): Promise<string> {
  const keys = { accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1' };
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const url = `http://127.0.0.1${path}`;
  const signed = await new AwsV4Signer({ ...keys, service, method, url, headers }).sign();
  const lines = [...signed.headers]
    .filter(([name]) => name !== 'host')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}`;
}

describe('a body of an unknown sender', () => {
  it.each([
    ['PUT /bucket/key HTTP/1.1\r\n', '<Code>AccessDenied</Code>'],
    // Each key in it needs the right to delete it, so that it has to be read; its limit is 2 MB.
    ['POST /bucket?delete HTTP/1.1\r\n', '<Code>EntityTooLarge</Code>'],
    ['POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\n', 'MissingAuthenticationTokenException'],
  ])('is not kept: %s', async (head, refusal) => {
    const before = await cloud.memory();
    const responses = await Promise.all(Array.from({ length: 5 }, () => send(head, 40 * megabyte)));
    for (const response of responses) expect(response).toContain(refusal);
    expect((await cloud.memory()) - before).toBeLessThan(100);
    expect(await cloud.files(/body-/)).toEqual([]);
  });
});

describe('a body that is too large', () => {
  it('gets the response of S3, however much is sent', async () => {
    const xml = await send(await signedHead('s3', 'POST', '/bucket?delete='), 11 * megabyte);
    expect(xml).toMatch(
      /^HTTP\/1\.1 400 .*<Code>EntityTooLarge<\/Code><Message>Expected a request body of at most 2097152 bytes/s,
    );
    const object = await send(await signedHead('s3', 'PUT', '/bucket/key'), 257 * megabyte);
    expect(object).toMatch(/^HTTP\/1\.1 400 .*<Code>EntityTooLarge<\/Code>/s);
  });

  it('gets 503 where all bodies together are too large, and is taken afterwards', async () => {
    const head = await signedHead('s3', 'PUT', '/bucket/key');
    const slow = connect(Number(new URL(cloud.url).port), '127.0.0.1').on('error', () => undefined);
    slow.write(`${head}Host: 127.0.0.1\r\nContent-Length: ${200 * megabyte}\r\n\r\n`);
    for (let sent = 0; sent < 199; sent++) {
      if (!slow.write(Buffer.alloc(megabyte))) await new Promise((resolve) => slow.once('drain', resolve));
    }
    await expect.poll(() => cloud.files(/body-/)).toHaveLength(1);
    const other = await signedHead('s3', 'PUT', '/bucket/other');
    await expect.poll(() => send(other, 60 * megabyte)).toMatch(/^HTTP\/1\.1 503 .*<Code>SlowDown<\/Code>/s);
    slow.destroy();
    await expect.poll(() => cloud.files(/body-/)).toEqual([]);
    const put = new PutObjectCommand({ Bucket: 'bucket', Key: 'other', Body: Buffer.alloc(60 * megabyte) });
    await cloud.client(S3Client).send(put);
  });
});
