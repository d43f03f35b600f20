import { AwsV4Signer } from 'aws4fetch';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../service.ts';
import { authenticate, callerIn } from './authenticate.ts';
import type { SignedRequest } from './canonical-request.ts';
import { signatureOf } from './signature.ts';
import { signedWithoutHash } from './testing/signed-without-hash.ts';
import type { Signer } from './verify-signature.ts';

const caller: Caller = { accountId: '0', arn: 'arn:aws:iam::0:role/r', userId: '0', accessKeyId: 'AKID' };
const keys = { accessKeyId: 'AKID', secretAccessKey: 'a secret' };
const signer: Signer = { caller, secretAccessKey: 'a secret' };
const services = { query: 'iam', json: 'lambda', s3: 's3' } as const;
type Family = keyof typeof services;

interface Attempt {
  readonly by?: Partial<Signer> | null;
  readonly headers?: Record<string, string>;
  readonly datetime?: string;
  readonly body?: string;
  readonly url?: string;
  readonly region?: string;
  readonly change?: (request: SignedRequest) => SignedRequest;
}

/** Signs a request, changes it, and has it authenticated. */
async function attempt(
  service: string,
  { by = {}, change = (sent) => sent, body = 'x', ...options }: Attempt,
) {
  const url = options.url ?? 'http://127.0.0.1/a';
  const signQuery = options.url !== undefined;
  const signing = {
    ...keys,
    service,
    region: 'us-east-1',
    method: 'PUT',
    body: 'x',
    ...options,
    url,
    signQuery,
  };
  const sent = await new AwsV4Signer(signing).sign();
  const headers = listsOf(sent.headers);
  const { pathname: path, search } = sent.url;
  const request = change({ method: 'PUT', path, rawQuery: search.slice(1), headers });
  const signature = signatureOf(request.headers.authorization?.[0], request.rawQuery);
  const found = by === null ? undefined : { ...signer, ...by };
  const sender = authenticate({ signingName: service, checksAccess: true }, request, signature, () => found);
  sender?.verifyBody(Buffer.from(body));
  return sender?.caller;
}

function listsOf(headers: Headers): Record<string, string[]> {
  const lists = [...headers].map(([name, value]) => [name, [value]]);
  return { host: ['127.0.0.1'], ...Object.fromEntries(lists) };
}

const withoutAuthorization = (request: SignedRequest) => {
  const { authorization: _, ...headers } = request.headers;
  return { ...request, headers };
};
const withAuthorization =
  (change: (value: string) => string) =>
  (request: SignedRequest): SignedRequest => {
    const authorization = [change(request.headers.authorization?.[0] ?? '')];
    return { ...request, headers: { ...request.headers, authorization } };
  };

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const invalid = 'The security token included in the request is invalid.';
const expired = 'The security token included in the request is expired';
const skewed = 'Signature expired: the time of the request differs too much from the time of the server.';
const longAgo = expect.stringMatching(
  /^Signature expired: 20200101T000000Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
);
const stale = { datetime: '20200101T000000Z' };
const old = { ...stale, url: 'http://127.0.0.1/a?X-Amz-Expires=60' };
const hashed = { headers: { 'x-amz-content-sha256': 'x'.repeat(64) } };

const s3Mismatch =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

const refusals: readonly (readonly [string, Attempt, Family, number, string, unknown])[] = [
  ['another secret', { by: { secretAccessKey: 'b' } }, 'query', 403, 'SignatureDoesNotMatch', mismatch],
  ['another secret', { by: { secretAccessKey: 'b' } }, 'json', 403, 'InvalidSignatureException', mismatch],
  ['another secret', { by: { secretAccessKey: 'b' } }, 's3', 403, 'SignatureDoesNotMatch', s3Mismatch],
  ['another body', { body: 'y' }, 'query', 403, 'SignatureDoesNotMatch', mismatch],
  ['a hash of another body', hashed, 'query', 400, 'SignatureDoesNotMatch', mismatch],
  ['a hash of another body', hashed, 'json', 400, 'InvalidSignatureException', mismatch],
  [
    'a hash of another body',
    hashed,
    's3',
    400,
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
  ['a time long ago', stale, 'query', 403, 'SignatureDoesNotMatch', longAgo],
  ['a time long ago', stale, 'json', 403, 'InvalidSignatureException', longAgo],
  [
    'a time long ago',
    stale,
    's3',
    403,
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
  ],
  ['an expired URL', old, 'query', 403, 'SignatureDoesNotMatch', skewed],
  ['an expired URL', old, 'json', 403, 'InvalidSignatureException', skewed],
  ['expired credentials', { by: { expiresAt: 1 } }, 'query', 403, 'ExpiredToken', expired],
  ['expired credentials', { by: { expiresAt: 1 } }, 'json', 403, 'ExpiredTokenException', expired],
  ['expired credentials', { by: { expiresAt: 1 } }, 's3', 403, 'ExpiredToken', expired],
  ['a missing session token', { by: { sessionToken: 't' } }, 'query', 403, 'InvalidClientTokenId', invalid],
  [
    'a missing session token',
    { by: { sessionToken: 't' } },
    'json',
    403,
    'UnrecognizedClientException',
    invalid,
  ],
  ['a missing session token', { by: { sessionToken: 't' } }, 's3', 403, 'InvalidToken', invalid],
  ['an unknown key', { by: null }, 'query', 403, 'InvalidClientTokenId', invalid],
  ['an unknown key', { by: null }, 'json', 403, 'UnrecognizedClientException', invalid],
  [
    'an unknown key',
    { by: null },
    's3',
    403,
    'InvalidAccessKeyId',
    'The AWS Access Key Id you provided does not exist in our records.',
  ],
  ...(['query', 'json', 's3'] as const).flatMap((family) => {
    const codes = {
      query: ['SignatureDoesNotMatch', 'MissingAuthenticationToken', 'IncompleteSignature'],
      json: [
        'InvalidSignatureException',
        'MissingAuthenticationTokenException',
        'IncompleteSignatureException',
      ],
      s3: ['AccessDenied', 'AccessDenied', 'AuthorizationHeaderMalformed'],
    } as const;
    const [unsignedHost, missing, malformed] = codes[family];
    const hostless = withAuthorization((value) => value.replace('host;', ''));
    const broken = withAuthorization((value) => value.replace('Signature=', 'Signed='));
    return [
      [
        'no signed Host',
        { change: hostless },
        family,
        403,
        unsignedHost,
        "'Host' must be a 'SignedHeader' in the AWS Authorization.",
      ],
      [
        'no signature',
        { change: withoutAuthorization },
        family,
        403,
        missing,
        'Missing Authentication Token',
      ],
      [
        'a signature of another form',
        { change: broken },
        family,
        400,
        malformed,
        'The authorization of the request is not in the form of AWS Signature Version 4.',
      ],
    ] as const;
  }),
];

describe('authentication', () => {
  it.each(refusals)(
    'with %s (%j) is refused in the words of %s',
    async (_what, given, family, statusCode, code, message) => {
      await expect(attempt(services[family], given)).rejects.toMatchObject({ statusCode, code, message });
    },
  );

  it.each(['cloudformation', 'iam', 'sts'])('has the words of the Query protocol for %s', async (service) => {
    await expect(attempt(service, { by: null })).rejects.toMatchObject({ code: 'InvalidClientTokenId' });
  });

  it.each(Object.values(services))('returns who signed for %s', async (service) => {
    expect(await attempt(service, {})).toEqual(caller);
  });

  it('returns nobody for an unsigned request to a service that accepts those', () => {
    const request = { method: 'GET', path: '/', rawQuery: '', headers: {} };
    const service = { signingName: 's3', acceptsUnsigned: true };
    expect(authenticate(service, request, undefined, () => signer)).toBeUndefined();
  });

  it('is for the root alone where the service evaluates no policies', async () => {
    const role = { ...signer, caller: { ...caller, policies: () => [] } };
    const sent = await new AwsV4Signer({
      ...keys,
      service: 'iam',
      region: 'us-east-1',
      url: 'http://127.0.0.1/',
    }).sign();
    const headers = listsOf(sent.headers);
    const request = { method: 'GET', path: '/', rawQuery: '', headers };
    const signature = signatureOf(sent.headers.get('authorization') ?? '', '');
    expect(() => authenticate({ signingName: 'iam' }, request, signature, () => role)).toThrow(
      expect.objectContaining({
        code: 'AccessDenied',
        statusCode: 403,
        message:
          "User: arn:aws:iam::0:role/r is not authorized: this embedded cloud offers iam to the account's root alone.",
      }),
    );
    expect(authenticate({ signingName: 'iam' }, request, signature, () => signer)?.caller).toBe(caller);
  });

  it.each([
    [
      's3',
      400,
      'AuthorizationHeaderMalformed',
      "the region 'nowhere' is wrong; expecting 'us-east-1'",
      { Region: 'us-east-1' },
    ],
    ['lambda', 403, 'InvalidSignatureException', "scoped to a valid region, not 'nowhere'", {}],
  ])('reports an unknown region to clients of %s', async (service, statusCode, code, message, fields) => {
    const refused = attempt(service, { region: 'nowhere' });
    await expect(refused).rejects.toMatchObject({ statusCode, code });
    await expect(refused).rejects.toHaveProperty('fields', fields);
    await expect(refused).rejects.toThrow(message);
  });

  it('of a request to S3 that declares no hash refuses another body', async () => {
    const request = await signedWithoutHash(keys, 'as sent');
    const signature = signatureOf(request.headers.authorization?.[0], '');
    const sender = authenticate({ signingName: 's3', checksAccess: true }, request, signature, () => signer);
    expect(sender?.isVerified).toBe(false);
    expect(() => sender?.verifyBody(Buffer.from('as sent'))).not.toThrow();
    expect(() => sender?.verifyBody(Buffer.from('other'))).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch', statusCode: 403, message: mismatch }),
    );
  });

  it('of S3 names what is wrong in a credential', async () => {
    const change = withAuthorization((value) => value.replace('aws4_request', 'aws4'));
    await expect(attempt('s3', { change })).rejects.toThrow('incorrect terminal "aws4"');
    await expect(attempt('lambda', { change })).rejects.toThrow('not in the form of AWS Signature');
  });

  it('of S3 alone asks for all parameters of a presigned URL', () => {
    const request = { method: 'GET', path: '/', rawQuery: 'X-Amz-Signature=abc', headers: {} };
    const refusalFor = (signingName: string) => () =>
      authenticate({ signingName }, request, undefined, () => signer);
    expect(refusalFor('s3')).toThrow('Query-string authentication version 4 requires');
    expect(refusalFor('lambda')).toThrow('Missing Authentication Token');
  });

  it('gives policies the region of the request, which is the first one for IAM', () => {
    const role: Caller = { ...caller, policies: () => [] };
    const regionFor = (signingName: string) => callerIn({ signingName }, 'eu-west-1', role);
    expect(regionFor('lambda')).toEqual({ ...role, requestedRegion: 'eu-west-1' });
    expect(regionFor('iam')).toEqual({ ...role, requestedRegion: 'us-east-1' });
    expect(callerIn({ signingName: 'lambda' }, 'eu-west-1', caller)).toBe(caller);
  });

  it.each([
    ['s3', true],
    ['lambda', false],
  ])('of a request to %s is complete before its body: %s', async (service, isVerified) => {
    const url = 'http://127.0.0.1/';
    const sent = await new AwsV4Signer({ ...keys, service, region: 'us-east-1', url }).sign();
    const headers = listsOf(sent.headers);
    const signature = signatureOf(sent.headers.get('authorization') ?? '', '');
    const request = { method: 'GET', path: '/', rawQuery: '', headers };
    const sender = authenticate(
      { signingName: service, checksAccess: true },
      request,
      signature,
      () => signer,
    );
    expect(sender).toMatchObject({ isVerified });
  });
});
