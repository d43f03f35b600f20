import { describe, expect, it } from 'vitest';
import { malformedCredential, refuseMalformedParameters } from './s3-refusals.ts';

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
    { authorization: ['Basic abc'] },
    { authorization: [`AWS4-HMAC-SHA256 Credential=${parameters['X-Amz-Credential']}, SignedHeaders=host`] },
  ])('no header whose credential is whole or absent: %j', (headers) => {
    expect(malformedCredential({ method: 'GET', path: '/', rawQuery: '', headers })).toBeUndefined();
  });
});
