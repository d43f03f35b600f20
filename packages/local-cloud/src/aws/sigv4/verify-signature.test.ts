import { createHmac, hash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRequest, type SignedRequest } from './canonical-request.ts';
import { type Signature, signatureOf } from './signature.ts';
import { signedWithoutHash } from './testing/signed-without-hash.ts';
import { type Signer, verifySignature } from './verify-signature.ts';

const now = Date.UTC(2026, 10, 22, 12, 0, 0);
const datetime = '20261122T120000Z';
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret' };
const signer: Signer = {
  caller: {
    accountId: '000000000000',
    arn: 'arn:aws:iam::000000000000:root',
    userId: '0',
    accessKeyId: 'AKIDEXAMPLE',
  },
  secretAccessKey: keys.secretAccessKey,
};

interface Sent extends SignedRequest {
  readonly body: Buffer;
}

async function signed(options: Partial<ConstructorParameters<typeof AwsV4Signer>[0]> = {}): Promise<Sent> {
  const url = 'http://127.0.0.1:4566/things/1?b=2&a=1';
  const signer = new AwsV4Signer({
    ...keys,
    url,
    service: 'execute-api',
    region: 'us-east-1',
    datetime,
    ...options,
  });
  const { method, headers, url: target, body } = await signer.sign();
  const address = new URL(target);
  return {
    method,
    path: address.pathname,
    rawQuery: address.search.slice(1),
    headers: {
      host: [address.host],
      ...Object.fromEntries([...headers].map(([name, value]) => [name, [value]])),
    },
    body: Buffer.from((body as string | undefined) ?? ''),
  };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function verify(request: Sent, by: Signer = signer, at = now) {
  const signature = signatureOf(request.headers.authorization?.[0], request.rawQuery);
  if (signature === undefined || signature === 'malformed') return signature;
  const result = verifySignature(request, signature, by, at);
  return typeof result === 'string' ? result : result(request.body);
}

describe('signature verification', () => {
  it.each([
    ['a plain path', 'http://localhost/prod/pets'],
    ['an unsorted query with empty values', 'http://localhost/x?b&a=2&a=1&c=%20d'],
    ['characters that encoders disagree about', "http://localhost/x/it's(1)!?q=it's*~"],
    ['an escaped slash and a space', 'http://localhost/a%2Fb/c%20d'],
    ['text beyond ASCII', 'http://localhost/%E2%9C%93?k=%F0%9F%90%B3'],
  ])('accepts a request with %s', async (_what, url) => {
    expect(verify(await signed({ url }))).toBeUndefined();
  });

  it('accepts a body, and a presigned URL', async () => {
    expect(verify(await signed({ method: 'POST', body: '{"name":"ü"}' }))).toBeUndefined();
    expect(
      verify(await signed({ signQuery: true, url: 'http://localhost/x?X-Amz-Expires=60' })),
    ).toBeUndefined();
    expect(verify(await signed({ service: 's3', url: 'http://localhost/b/a%20key%2B//x' }))).toBeUndefined();
  });

  const tampered: [string, (request: Sent) => Sent][] = [
    ['method', (request) => ({ ...request, method: 'DELETE' })],
    ['path', (request) => ({ ...request, path: '/things/2' })],
    ['query', (request) => ({ ...request, rawQuery: 'b=2&a=2' })],
    ['signed header', (request) => ({ ...request, headers: { ...request.headers, host: ['elsewhere'] } })],
    [
      'date',
      (request) => ({ ...request, headers: { ...request.headers, 'x-amz-date': ['20261122T120001Z'] } }),
    ],
    ['body', (request) => ({ ...request, body: Buffer.from('other') })],
  ];
  it.each(tampered)('refuses a changed %s', async (_what, change) => {
    expect(verify(change(await signed({ body: 'as sent', method: 'PUT' })))).toBe('mismatch');
  });

  it('accepts the path that was signed, normalised or as it was sent', async () => {
    const request = await signed({ url: 'http://localhost/b' });
    expect(verify({ ...request, path: '/a/../b' })).toBeUndefined();
  });

  it('compares the body with the hash that is declared', async () => {
    const headers = { 'x-amz-content-sha256': hash('sha256', 'as sent') };
    for (const service of ['execute-api', 's3']) {
      const request = await signed({ method: 'PUT', body: 'as sent', service, headers });
      expect(verify(request)).toBeUndefined();
      expect(verify({ ...request, body: Buffer.from('other') })).toBe('payload-mismatch');
    }
  });

  it('hashes the body itself, whatever hash is declared', async () => {
    const request = await signed({
      method: 'PUT',
      body: 'as sent',
      service: 'execute-api',
      headers: { 'x-amz-content-sha256': 'x' },
    });
    expect(verify(request)).toBe('payload-mismatch');
    const unsigned = await signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
    expect(verify(unsigned)).toBe('payload-mismatch');
  });

  it('refuses another secret, a missing session token, and credentials past their end', async () => {
    const request = await signed();
    expect(verify(request, { ...signer, secretAccessKey: 'another' })).toBe('mismatch');
    expect(verify(request, { ...signer, sessionToken: 'token' })).toBe('invalid-token');
    expect(verify(request, { ...signer, expiresAt: now })).toBe('expired-token');
    const withToken = await signed({ sessionToken: 'token' });
    expect(verify(withToken, { ...signer, sessionToken: 'token', expiresAt: now + 1 })).toBeUndefined();
  });

  it('refuses a wrong session token, in the header and in the query', async () => {
    const by = { ...signer, sessionToken: 'token' };
    for (const sessionToken of ['Token', 'token2', 't']) {
      expect(verify(await signed({ sessionToken }), by)).toBe('invalid-token');
      const url = 'http://localhost/x?X-Amz-Expires=60';
      expect(verify(await signed({ sessionToken, signQuery: true, url }), by)).toBe('invalid-token');
    }
    const url = 'http://localhost/x?X-Amz-Expires=60';
    expect(verify(await signed({ sessionToken: 'token', signQuery: true, url }), by)).toBeUndefined();
    // Long-lived credentials have none: a token that is sent with them is only signed.
    expect(verify(await signed({ sessionToken: 'any' }))).toBeUndefined();
  });

  it.each([
    ['1', undefined],
    ['604800', undefined],
    ['604801', 'time-skewed'],
    ['0', 'time-skewed'],
    ['-1', 'time-skewed'],
    ['1.5', 'time-skewed'],
    ['x', 'time-skewed'],
  ])('checks a presigned URL that is valid for %s seconds: %s', async (seconds, fault) => {
    const url = `http://localhost/x?X-Amz-Expires=${seconds}`;
    expect(verify(await signed({ signQuery: true, url }))).toBe(fault);
  });

  it('refuses a presigned URL without a life, past it, or made more than 15 minutes in the future', async () => {
    const presigned = async (query: string) =>
      signed({ signQuery: true, url: `http://localhost/x?${query}` });
    const request = await presigned('X-Amz-Expires=60');
    expect(verify(request, signer, now + 60_000)).toBeUndefined();
    expect(verify(request, signer, now + 60_001)).toBe('time-skewed');
    expect(verify(request, signer, now - 15 * 60_000)).toBeUndefined();
    expect(verify(request, signer, now - 15 * 60_000 - 1)).toBe('time-skewed');
    const endless = { ...request, rawQuery: request.rawQuery.replace(/X-Amz-Expires=60&?/, '') };
    expect(verify(endless)).toBe('time-skewed');
  });

  it('lets the clocks of S3 differ by 15 minutes, and leaves the life of its URLs to S3', async () => {
    const request = await signed({ service: 's3' });
    for (const sign of [1, -1]) {
      expect(verify(request, signer, now + sign * 15 * 60_000)).toBeUndefined();
      expect(verify(request, signer, now + sign * (15 * 60_000 + 1))).toBe('time-skewed');
    }
    const url = 'http://localhost/b/k?X-Amz-Expires=60';
    expect(
      verify(await signed({ service: 's3', signQuery: true, url }), signer, now + 61_000),
    ).toBeUndefined();
  });

  it('refuses a signature that leaves Host out, and a date that is not the day of the credential', async () => {
    const request = await signed();
    const authorization = request.headers.authorization?.[0] ?? '';
    const change = (from: string | RegExp, to: string) => ({
      ...request,
      headers: { ...request.headers, authorization: [authorization.replace(from, to)] },
    });
    expect(verify(change('SignedHeaders=host;', 'SignedHeaders='))).toBe('missing-signed-header');
    expect(verify(change('/20261122/', '/20261123/'))).toBe('mismatch');
    const { 'x-amz-date': _date, ...dateless } = request.headers;
    expect(verify({ ...request, headers: dateless })).toBe('mismatch');
  });

  it.each(['20261122', '20261122T120000', '2026112220261122T120000Z', '20261122T120000Zx'])(
    'refuses the time %s, though it is signed',
    async (odd) => {
      expect(verify(await signed({ datetime: odd }))).toBe('mismatch');
    },
  );

  it('refuses a credential of another day, though it signed the request', async () => {
    const request = await signed();
    const authorization = request.headers.authorization?.[0] ?? '';
    const signature = signatureOf(authorization.replace('/20261122/', '/20261123/'), '') as Signature;
    const text = canonicalRequest(request, signature, hash('sha256', ''), request.path);
    const scope = ['20261123', 'us-east-1', 'execute-api', 'aws4_request'];
    const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
    const own = hmac(key, ['AWS4-HMAC-SHA256', datetime, scope.join('/'), hash('sha256', text)].join('\n'));
    const forged = { ...signature, signature: own.toString('hex') };
    expect(verifySignature(request, forged, signer, now)).toBe('mismatch');
  });

  it('refuses a signature that is cut off', async () => {
    const request = await signed();
    const authorization = [request.headers.authorization?.[0]?.slice(0, -2) ?? ''];
    expect(verify({ ...request, headers: { ...request.headers, authorization } })).toBe('mismatch');
  });

  it('hashes the body of a request to S3 that declares no hash', async () => {
    const request = {
      ...(await signedWithoutHash(keys, 'as sent', new Date(now))),
      body: Buffer.from('as sent'),
    };
    expect(request.headers).not.toHaveProperty('x-amz-content-sha256');
    expect(verify(request)).toBeUndefined();
    expect(verify({ ...request, body: Buffer.from('other') })).toBe('mismatch');
  });

  it('accepts what S3 allows in place of the hash of a body, and no other service does', async () => {
    for (const unhashed of [
      'UNSIGNED-PAYLOAD',
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    ]) {
      const headers = { 'x-amz-content-sha256': unhashed };
      const options = { method: 'PUT', body: 'as sent', headers };
      const toS3 = await signed({ ...options, service: 's3' });
      expect(verify({ ...toS3, body: Buffer.from('other') })).toBeUndefined();
      expect(verify(toS3, { ...signer, secretAccessKey: 'another' })).toBe('mismatch');
      expect(verify(await signed({ ...options, service: 'lambda' }))).toBe('payload-mismatch');
    }
    const trailing = await signed({ headers: { 'x-amz-content-sha256': 'x-STREAMING-' }, service: 's3' });
    expect(verify(trailing)).toBe('payload-mismatch');
  });

  it('compares the body with the hash that a presigned URL of S3 signs', async () => {
    const headers = { 'x-amz-content-sha256': hash('sha256', 'as sent') };
    const url = 'http://localhost/b/k?X-Amz-Expires=60';
    const options = { service: 's3', method: 'PUT', body: 'as sent', headers, signQuery: true, url };
    const request = await signed({ ...options, allHeaders: true });
    expect(request.rawQuery).toContain('x-amz-content-sha256');
    const sent = {
      ...request,
      headers: { ...request.headers, 'x-amz-content-sha256': [hash('sha256', 'as sent')] },
    };
    expect(verify(sent)).toBeUndefined();
    expect(verify({ ...sent, body: Buffer.from('other') })).toBe('payload-mismatch');
  });

  it('signs repeated headers, and values without the spaces around and between', async () => {
    const request = await signed({ headers: { 'x-list': 'a b' } });
    const spaced = { ...request, headers: { ...request.headers, 'x-list': ['  a   b '] } };
    expect(verify(spaced)).toBeUndefined();
    const several = await signed({ headers: { 'x-list': 'a,b' } });
    expect(verify({ ...several, headers: { ...several.headers, 'x-list': ['a', 'b'] } })).toBeUndefined();
    const { 'x-list': _list, ...rest } = several.headers;
    expect(verify({ ...several, headers: rest })).toBe('mismatch');
    const empty = await signed({ headers: { 'x-list': '' } });
    const { 'x-list': _empty, ...others } = empty.headers;
    expect(verify({ ...empty, headers: others })).toBeUndefined();
  });

  it('refuses clocks more than five minutes apart and expired presigned URLs', async () => {
    const request = await signed();
    expect(verify(request, signer, now + 5 * 60_000)).toBeUndefined();
    expect(verify(request, signer, now + 5 * 60_000 + 1)).toBe('time-skewed');
    expect(verify(request, signer, now - 5 * 60_000 - 1)).toBe('time-skewed');
    const presigned = await signed({ signQuery: true, url: 'http://localhost/x?X-Amz-Expires=60' });
    expect(verify(presigned, signer, now + 60_001)).toBe('time-skewed');
  });

  it('refuses presigned URLs that are valid for more than a week', async () => {
    const lasting = (seconds: number) =>
      signed({ signQuery: true, url: `http://localhost/x?X-Amz-Expires=${seconds}` });
    expect(verify(await lasting(604_800))).toBeUndefined();
    expect(verify(await lasting(604_801))).toBe('time-skewed');
    expect(verify(await lasting(0))).toBe('time-skewed');
  });

  it('reads any authorization header or says that it cannot', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `AWS4-HMAC-SHA256 ${rest}`),
    );
    fc.assert(
      fc.property(text, fc.string(), (authorization, query) => void signatureOf(authorization, query)),
    );
    expect(signatureOf('AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00', '')).toBe(
      'malformed',
    );
    expect(signatureOf('Bearer x', 'a=b')).toBeUndefined();
  });
});
