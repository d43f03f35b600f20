import { createHmac } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsV4Signer } from 'aws4fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'shared';
const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutObjectCommand({ Bucket, Key: 'secret.txt', Body: 'secret', ContentType: 'text/plain' }),
  );
});

interface Presigned {
  readonly method?: string;
  readonly query?: Record<string, string>;
}

async function presign(key: string, { method = 'GET', query = {} }: Presigned = {}): Promise<string> {
  const parameters = new URLSearchParams({ 'X-Amz-Expires': '60', ...query });
  const url = `${cloud.url()}/${Bucket}/${key}?${parameters}`;
  const signer = new AwsV4Signer({
    ...keys,
    url,
    method,
    service: 's3',
    region: 'us-east-1',
    signQuery: true,
    singleEncode: true,
  });
  return String((await signer.sign()).url);
}

async function read(Key: string) {
  const { Body, ...described } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return { ...described, text: await Body?.transformToString() };
}

describe('a presigned URL', () => {
  it('ignores a hash of the body that it does not sign, which SDKs send', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const sent = await fetch(await presign('hash.txt', { method: 'PUT' }), {
      method: 'PUT',
      body: 'x',
      headers,
    });
    expect(sent.status).toBe(200);
  });

  it('of the location of a bucket in us-east-1 responds with an element without an end tag', async () => {
    const response = await fetch(await presign('', { query: { location: '' } }));
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
    );
  });

  it('does what its query says, and stores the headers that stand there', async () => {
    const query = { 'x-amz-meta-owner': 'me', 'x-amz-tagging': 'a=b', 'x-amz-storage-class': 'GLACIER_IR' };
    const response = await fetch(await presign('moved.txt', { method: 'PUT', query }), {
      method: 'PUT',
      body: 'text',
    });
    expect(response.status).toBe(200);
    expect(await read('moved.txt')).toMatchObject({
      text: 'text',
      Metadata: { owner: 'me' },
      TagCount: 1,
      StorageClass: 'GLACIER_IR',
    });
  });

  it('may copy an object when its query says so', async () => {
    const query = { 'x-amz-copy-source': `/${Bucket}/secret.txt` };
    const url = await presign('copied.txt', { method: 'PUT', query });
    expect((await fetch(url, { method: 'PUT' })).status).toBe(200);
    expect(await read('copied.txt')).toMatchObject({ text: 'secret' });
  });

  it('does not carry the checksum of a body that its signer did not have', async () => {
    // An SDK presigns with the checksum of an empty body.
    const query = { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-sdk-checksum-algorithm': 'CRC32' };
    const url = await presign('unchecked.txt', { method: 'PUT', query });
    expect((await fetch(url, { method: 'PUT', body: 'text' })).status).toBe(200);
  });

  it('is refused with a header for S3 that is not signed', async () => {
    const url = await presign('stolen.txt', { method: 'PUT' });
    const headers = { 'x-amz-copy-source': `/${Bucket}/secret.txt`, 'x-amz-meta-a': 'b' };
    const response = await fetch(url, { method: 'PUT', headers });
    expect(response.status).toBe(403);
    const body = await response.text();
    expect(body).toContain('<Code>AccessDenied</Code>');
    expect(body).toContain('There were headers present in the request which were not signed');
    expect(body).toContain('<HeadersNotSigned>x-amz-copy-source, x-amz-meta-a</HeadersNotSigned>');
    await expect(read('stolen.txt')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('says what would have been signed, and by whom, when the signature is wrong', async () => {
    const url = (await presign('secret.txt')).replace(/X-Amz-Signature=\w+/, 'X-Amz-Signature=00');
    const body = await (await fetch(url)).text();
    expect(body).toContain('<AWSAccessKeyId>test</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256');
    expect(body).toContain('<SignatureProvided>00</SignatureProvided><StringToSignBytes>41 57 53 34');
    expect(body).toContain(
      `<CanonicalRequest>GET\n/${Bucket}/secret.txt\nX-Amz-Algorithm=AWS4-HMAC-SHA256&amp;`,
    );
    expect(body).toContain('<CanonicalRequestBytes>47 45 54 0a');
  });

  it.each(['Algorithm', 'Credential', 'Date', 'Expires', 'Signature', 'SignedHeaders'])(
    'is refused without X-Amz-%s',
    async (name) => {
      const url = (await presign('secret.txt')).replace(new RegExp(`[&?]X-Amz-${name}=[^&]*`), (found) =>
        found.startsWith('?') ? '?' : '',
      );
      const response = await fetch(url);
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining('Query-string authentication version 4 requires the X-Amz-Algorithm'),
      ]);
    },
  );

  it('is read and written on the conditions in its query', async () => {
    const url = await presign('secret.txt', { method: 'PUT', query: { 'If-None-Match': '*' } });
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(412);
  });

  it('is valid for a week at most', async () => {
    const week = { 'X-Amz-Expires': '604800' };
    expect((await fetch(await presign('secret.txt', { query: week }))).status).toBe(200);
    const longer = { 'X-Amz-Expires': '604801' };
    const response = await fetch(await presign('secret.txt', { query: longer }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('must be less than 604800 seconds');
  });
});

it('a request whose Authorization header leaves out a header for S3 is refused', async () => {
  const url = `${cloud.url()}/${Bucket}/secret.txt`;
  const signer = new AwsV4Signer({ ...keys, url, service: 's3', region: 'us-east-1', singleEncode: true });
  const { headers } = await signer.sign();
  expect((await fetch(url, { headers })).status).toBe(200);
  headers.set('x-amz-checksum-mode', 'ENABLED');
  const response = await fetch(url, { headers });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('<HeadersNotSigned>x-amz-checksum-mode</HeadersNotSigned>');
});

describe('a URL presigned with signature version 2', () => {
  interface SignedV2 {
    readonly method?: string;
    readonly path?: string;
    readonly signedQuery?: string;
    /** `name:value` and a line feed each, in order. */
    readonly amzHeaders?: string;
    readonly type?: string;
    readonly expires?: string;
    readonly keyId?: string;
  }
  const inAMinute = () => String(Math.ceil(Date.now() / 1000) + 60);

  function presignV2({
    method = 'GET',
    path = `/${Bucket}/secret.txt`,
    signedQuery = '',
    amzHeaders = '',
    type = '',
    expires = inAMinute(),
    keyId = 'test',
  }: SignedV2 = {}): string {
    const resource = signedQuery === '' ? path : `${path}?${signedQuery}`;
    const text = [method, '', type, expires, amzHeaders + resource].join('\n');
    const Signature = createHmac('sha1', 'test').update(text).digest('base64');
    const query = new URLSearchParams({ AWSAccessKeyId: keyId, Signature, Expires: expires });
    const parts = [signedQuery.replaceAll('/', '%2F'), query].map(String).filter((part) => part !== '');
    return `${cloud.url()}${path}?${parts.join('&')}`;
  }
  async function refusal(url: string, init: RequestInit = {}) {
    const response = await fetch(url, init);
    const [, code] = /<Code>(\w+)</.exec(await response.clone().text()) ?? [];
    const [, message] = /<Message>([^<]+)</.exec(await response.text()) ?? [];
    return { status: response.status, code, message };
  }

  it('reads an object', async () => {
    const response = await fetch(presignV2());
    expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: 'secret' });
  });

  it('lists a bucket whose path was signed with a trailing slash', async () => {
    const signed = presignV2({ path: `/${Bucket}/` });
    expect((await fetch(signed.replace(`/${Bucket}/`, `/${Bucket}`))).status).toBe(200);
  });

  it('returns the headers that it asks for', async () => {
    const response = await fetch(presignV2({ signedQuery: 'response-content-type=text/x' }));
    expect(response.headers.get('content-type')).toBe('text/x');
  });

  it('writes an object with the metadata in its query', async () => {
    const url = presignV2({
      method: 'PUT',
      path: `/${Bucket}/by%20v2.txt`,
      amzHeaders: 'x-amz-meta-a:b\n',
      type: 'text/csv',
    });
    const moved = '&x-amz-meta-a=b&content-type=text%2Fcsv';
    expect((await fetch(url + moved, { method: 'PUT', body: new Uint8Array([97]) })).status).toBe(200);
    expect(await read('by v2.txt')).toMatchObject({
      text: 'a',
      ContentType: 'text/csv',
      Metadata: { a: 'b' },
    });
  });

  it('is refused after its time', async () => {
    const expires = String(Math.floor(Date.now() / 1000) - 1);
    expect(await refusal(presignV2({ expires }))).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired',
    });
  });

  it.each([
    ['another object', (url: string) => url.replace('secret.txt', 'other.txt')],
    ['a sub-resource', (url: string) => `${url}&acl`],
    ['a header of the response', (url: string) => `${url}&response-content-type=text%2Fhtml`],
    ['a header for S3', (url: string) => `${url}&x-amz-copy-source=${Bucket}%2Fsecret.txt`],
    ['a later time', (url: string) => url.replace(/Expires=\d+/, 'Expires=9999999999')],
  ])('is refused with %s', async (_change, change) => {
    expect(await refusal(change(presignV2()))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is refused with a header for S3 that is not signed, or another method', async () => {
    const headers = { 'x-amz-copy-source': `/${Bucket}/secret.txt` };
    expect(await refusal(presignV2(), { headers })).toMatchObject({ code: 'SignatureDoesNotMatch' });
    expect(await refusal(presignV2(), { method: 'DELETE' })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('is refused of an unknown key, and without all of its parts', async () => {
    expect(await refusal(presignV2({ keyId: 'AKIDUNKNOWN' }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
    });
    const cut = presignV2().replace(/&Expires=\d+/, '');
    expect(await refusal(cut)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: expect.stringContaining('requires the Signature, Expires and AWSAccessKeyId parameters'),
    });
  });
});
