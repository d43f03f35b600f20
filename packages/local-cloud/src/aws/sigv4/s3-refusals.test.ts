import { describe, expect, it } from 'vitest';
import {
  headersNotSigned,
  hexBytes,
  malformedCredential,
  mustBeSigned,
  refuseMalformedParameters,
  s3Mismatch,
} from './s3-refusals.ts';
import { type Signature, signatureOf } from './signature.ts';

const parameters = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': 'key/20260102/us-east-1/s3/aws4_request',
  'X-Amz-Date': '20260102T030405Z',
  'X-Amz-Expires': '60',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': 'abc',
};

const form = 'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';
const dateForm = (date: string) =>
  `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`;
const terminal = 'incorrect terminal "aws4". This endpoint uses "aws4_request".';
const credentials = [
  ['key', form],
  ['key%2F20260102%2Fus-east-1%2Fs3%2Faws4_request', form],
  ['key/20260102/us-east-1/s3/aws4_request/more', form],
  ['/20260102/us-east-1/s3/aws4_request', form],
  ['key/20260102//s3/aws4_request', form],
  ['key/20260102/us-east-1//aws4_request', form],
  ['key/20260102/us-east-1/s3', form],
  ['key/2026/us-east-1/s3/aws4_request', dateForm('2026')],
  ['key/x20260102/us-east-1/s3/aws4_request', dateForm('x20260102')],
  ['key/20260102x/us-east-1/s3/aws4_request', dateForm('20260102x')],
  ['key/20260102/us-east-1/s3/aws4', terminal],
] as const;

describe('S3 refuses in the words of AWS', () => {
  it.each<readonly [keyof typeof parameters, string, string]>([
    ...credentials.map(
      ([credential, fault]) =>
        ['X-Amz-Credential', credential, `Error parsing the X-Amz-Credential parameter; ${fault}`] as const,
    ),
    ['X-Amz-Expires', 'soon', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', '1s', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', 'in 1', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', '-1', 'X-Amz-Expires must be non-negative'],
    ['X-Amz-Expires', '604801', 'X-Amz-Expires must be less than a week (in seconds)'],
    ['X-Amz-Date', 'yesterday', 'X-Amz-Date must be in the ISO8601 Long Format'],
    ['X-Amz-Date', 'x20260102T030405Z', 'X-Amz-Date must be in the ISO8601 Long Format'],
    ['X-Amz-Date', '20260102T030405Zx', 'X-Amz-Date must be in the ISO8601 Long Format'],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA1', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256'],
  ])('a presigned URL with %s=%s', (name, value, message) => {
    const refused = () =>
      refuseMalformedParameters({ rawQuery: String(new URLSearchParams({ ...parameters, [name]: value })) });
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'AuthorizationQueryParametersError' }));
  });

  it.each(credentials)('a header with the credential %s', (credential, fault) => {
    const authorization = [`AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=abc`];
    expect(
      malformedCredential({ method: 'GET', path: '/', rawQuery: '', headers: { authorization } }),
    ).toMatchObject({
      code: 'AuthorizationHeaderMalformed',
      message: `The authorization header is malformed; ${fault}`,
    });
  });

  it.each([
    'X-Amz-Signature=abc',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=60',
    'a=b&X-Amz-Signature=abc',
  ])('a presigned URL with %s alone', (rawQuery) => {
    expect(() => refuseMalformedParameters({ rawQuery })).toThrow(
      'Query-string authentication version 4 requires',
    );
  });

  it.each(['60', '0', '604800'])('nothing that is whole and valid for %s seconds', (seconds) => {
    const rawQuery = String(new URLSearchParams({ ...parameters, 'X-Amz-Expires': seconds }));
    expect(() => refuseMalformedParameters({ rawQuery })).not.toThrow();
  });

  it.each(['', 'prefix=X-Amz-Signature', 'X-Amz-Date=soon'])(
    'no query without a signature: %j',
    (rawQuery) => {
      expect(() => refuseMalformedParameters({ rawQuery })).not.toThrow();
    },
  );

  it.each<Record<string, string[]>>([
    {},
    { authorization: [] },
    { authorization: ['Basic abc'] },
    { authorization: [`AWS4-HMAC-SHA256 Credential=${parameters['X-Amz-Credential']}, SignedHeaders=host`] },
  ])('no header whose credential is whole or absent: %j', (headers) => {
    expect(malformedCredential({ method: 'GET', path: '/', rawQuery: '', headers })).toBeUndefined();
  });
});

describe('a signature that does not match', () => {
  const headers = {
    host: ['127.0.0.1'],
    'x-amz-date': ['20260102T030405Z'],
    'x-amz-content-sha256': ['abc'],
  };
  const request = { method: 'GET', path: '/a b', rawQuery: '', headers };
  const text = `AWS4-HMAC-SHA256 Credential=${parameters['X-Amz-Credential']}, SignedHeaders=host;x-amz-date, Signature=${'a'.repeat(64)}`;
  const signature = signatureOf(text, '') as Signature;

  it('is shown with what S3 would have signed, also in bytes', () => {
    const { code, statusCode, fields } = s3Mismatch(request, signature);
    expect([code, statusCode]).toEqual(['SignatureDoesNotMatch', 403]);
    expect(fields).toMatchObject({ AWSAccessKeyId: 'key', SignatureProvided: 'a'.repeat(64) });
    expect(fields.StringToSign).toMatch(
      /^AWS4-HMAC-SHA256\n20260102T030405Z\n20260102\/us-east-1\/s3\/aws4_request\n[0-9a-f]{64}$/,
    );
    expect(fields.CanonicalRequest).toMatch(/^GET\n[\s\S]*\nhost;x-amz-date\nabc$/);
    expect(fields.StringToSignBytes).toBe(hexBytes(String(fields.StringToSign)));
    expect(fields.CanonicalRequestBytes).toBe(hexBytes(String(fields.CanonicalRequest)));
  });

  it('of a presigned URL has the date of the query', () => {
    const rawQuery = String(new URLSearchParams(parameters));
    const presigned = { ...request, rawQuery, headers: { host: ['127.0.0.1'] } };
    const { fields } = s3Mismatch(presigned, signature);
    expect(fields.StringToSign).toMatch(/^AWS4-HMAC-SHA256\n20260102T030405Z\n/);
  });

  it('has an empty date where the request has none', () => {
    const { fields } = s3Mismatch({ ...request, headers: { host: ['127.0.0.1'] } }, signature);
    expect(fields.StringToSign).toMatch(/^AWS4-HMAC-SHA256\n\n20260102\//);
  });

  it('names the headers for S3 that are not signed instead', () => {
    const more = { ...headers, 'x-amz-acl': ['private'], 'content-type': ['a/b'] };
    const { code, fields } = s3Mismatch({ ...request, headers: more }, signature);
    expect([code, fields]).toEqual(['AccessDenied', { HeadersNotSigned: 'x-amz-acl' }]);
  });
});

it('headers for S3 have to be signed, but for a hash', () => {
  const names = ['x-amz-acl', 'x-amz-content-sha256', 'content-type', 'my-x-amz-'];
  expect(names.filter(mustBeSigned)).toEqual(['x-amz-acl']);
  expect(headersNotSigned(['x-amz-a', 'x-amz-b'])).toMatchObject({
    code: 'AccessDenied',
    statusCode: 403,
    message: 'There were headers present in the request which were not signed',
    fields: { HeadersNotSigned: 'x-amz-a, x-amz-b' },
  });
});

it('bytes are shown as two digits each', () => {
  expect(hexBytes('GE\n')).toBe('47 45 0a');
});
