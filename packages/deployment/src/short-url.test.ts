import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { shortUrl } from './short-url.ts';

/** Asks an endpoint that responds so for the short URL of the API `abc`. */
async function shortUrlFrom(body: string, outputs = { ApiId: 'abc', ApiStage: 'Prod' }) {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await shortUrl(outputs, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const other = { apiId: 'abc', stageName: 'Dev', isMain: false, url: 'http://dev--demo.localhost:1' };

describe('the short URL of an API', () => {
  it('is what the embedded cloud lists for the API and stage of the outputs', async () => {
    const prod = { apiId: 'abc', stageName: 'Prod', isMain: true, url: 'http://demo.localhost:1' };
    expect(await shortUrlFrom(JSON.stringify({ apis: [other, prod] }))).toEqual({
      url: 'http://demo.localhost:1',
    });
    const hashed = { ...prod, url: 'http://s3-1f.localhost:1', reason: 'the name s3 is reserved' };
    expect(await shortUrlFrom(JSON.stringify({ apis: [hashed] }))).toEqual({
      url: 'http://s3-1f.localhost:1',
      reason: 'the name s3 is reserved',
    });
    expect(await shortUrlFrom(JSON.stringify({ apis: [other] }))).toBeUndefined();
  });

  it.each(['<Error>NoSuchBucket</Error>', '{}', '{"apis":[{}]}', 'null', ''])(
    'is absent on an endpoint that responds with %j',
    async (body) => {
      expect(await shortUrlFrom(body)).toBeUndefined();
    },
  );

  it('is absent on AWS, and for a stack without an API', async () => {
    expect(await shortUrl({ ApiId: 'abc', ApiStage: 'Prod' }, {})).toBeUndefined();
    expect(await shortUrl({}, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toBeUndefined();
    const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    expect(await shortUrl({ ApiId: 'abc', ApiStage: 'Prod' }, nobody)).toBeUndefined();
  });
});
