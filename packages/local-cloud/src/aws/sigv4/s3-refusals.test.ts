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
const dateForm =
  'incorrect date format "2026". This date in the credential must be in the format "yyyyMMdd".';
const terminal = 'incorrect terminal "aws4". This endpoint uses "aws4_request".';
const credentials = [
  ['key', form],
  ['key%2F20260102%2Fus-east-1%2Fs3%2Faws4_request', form],
  ['key/20260102/us-east-1/s3/aws4_request/more', form],
  ['key/2026/us-east-1/s3/aws4_request', dateForm],
  ['key/20260102/us-east-1/s3/aws4', terminal],
] as const;

describe('S3 refuses in the words of AWS', () => {
  it.each<readonly [keyof typeof parameters, string, string]>([
    ...credentials.map(
      ([credential, fault]) =>
        ['X-Amz-Credential', credential, `Error parsing the X-Amz-Credential parameter; ${fault}`] as const,
    ),
    ['X-Amz-Expires', 'soon', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', '-1', 'X-Amz-Expires must be non-negative'],
    ['X-Amz-Expires', '604801', 'X-Amz-Expires must be less than a week (in seconds)'],
    ['X-Amz-Date', 'yesterday', 'X-Amz-Date must be in the ISO8601 Long Format'],
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

  it('nothing that is whole', () => {
    const rawQuery = String(new URLSearchParams(parameters));
    expect(() => refuseMalformedParameters({ rawQuery })).not.toThrow();
  });
});
