import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { mostBytes, objectStore } from './object-store.ts';

describe('objectStore', () => {
  it('wants the name of a bucket', () => {
    expect(() => objectStore({})).toThrow('for environment variable THUMBNAILS_BUCKET, received none');
  });

  it('refuses an object that is too large, and hangs up before it arrives', async () => {
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      response.on('close', close);
      response.writeHead(200, { 'content-length': mostBytes + 1 });
      response.write('the first bytes');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const store = objectStore({ THUMBNAILS_BUCKET: 'thumbnails' }, client);
    await expect(store.get('uploads', 'large.png')).rejects.toThrow(
      'Expected an object of at most 52428800 bytes, received 52428801',
    );
    await closed;
    server.close();
  });
});
