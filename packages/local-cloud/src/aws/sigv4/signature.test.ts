import { describe, expect, it } from 'vitest';
import { signatureOf } from './signature.ts';

const scope = 'AKID/20261122/us-east-1/s3/aws4_request';
const read = {
  accessKeyId: 'AKID',
  date: '20261122',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: ['host', 'x-amz-date'],
  signature: '0a',
};
const header = (credential = scope, headers = 'host;x-amz-date', signature = '0a') =>
  `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${headers}, Signature=${signature}`;
const query = (changes: Record<string, string | undefined> = {}) => {
  const parameters = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': scope,
    'X-Amz-SignedHeaders': 'host;x-amz-date',
    'X-Amz-Signature': '0a',
    ...changes,
  };
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
  return given.toString();
};

/** Credential scopes with a part missing, empty, or too many. */
const brokenScopes = [
  '',
  '/20261122/us-east-1/s3/aws4_request',
  'AKID//us-east-1/s3/aws4_request',
  'AKID/20261122//s3/aws4_request',
  'AKID/20261122/us-east-1//aws4_request',
  'AKID/20261122/us-east-1/s3/aws4',
  'AKID/20261122/us-east-1/s3',
  `${scope}/more`,
];

describe('the signature of a request', () => {
  it('is read from the header, and from the query', () => {
    expect(signatureOf(header(), '')).toEqual({ ...read, place: 'header' });
    expect(signatureOf(undefined, query())).toEqual({ ...read, place: 'query' });
    expect(signatureOf(`${header().replaceAll(', ', ',')}  `, '')).toEqual({ ...read, place: 'header' });
    expect(signatureOf(header().replace(' ', '  ').replaceAll(', ', ',  '), '')).toMatchObject(read);
  });

  it('in the header counts before one in the query', () => {
    expect(signatureOf(header(), query())).toMatchObject({ place: 'header' });
    expect(signatureOf('Bearer x', query())).toMatchObject({ place: 'query' });
  });

  it('is absent from a request without one', () => {
    for (const authorization of [undefined, '', 'Bearer x', ` ${header()}`]) {
      expect(signatureOf(authorization, 'a=b&X-Amz-Credential=x')).toBeUndefined();
    }
  });

  it.each(brokenScopes)('is malformed with the credential "%s"', (credential) => {
    expect(signatureOf(header(credential), '')).toBe('malformed');
    expect(signatureOf(undefined, query({ 'X-Amz-Credential': credential }))).toBe('malformed');
  });

  it.each([
    'AWS4-HMAC-SHA256',
    `${header()} more`,
    `AWS4-HMAC-SHA256 ${header()}`,
    `x${header()}`.slice(1).replace('Credential=', ' credential='),
    header(scope, ''),
    header(scope, 'host', ''),
    header(scope, 'host', 'xyz'),
    header(scope, 'host', '0A'),
    header().replace(', Signed', ' Signed'),
  ])('is malformed in the header %s', (authorization) => {
    expect(signatureOf(authorization, '')).toBe('malformed');
  });

  it.each([
    { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' },
    { 'X-Amz-Algorithm': undefined },
    { 'X-Amz-Credential': undefined },
    { 'X-Amz-SignedHeaders': undefined },
    { 'X-Amz-SignedHeaders': '' },
    { 'X-Amz-Signature': '' },
  ])('is malformed in a query with %j', (changes) => {
    expect(signatureOf(undefined, query(changes))).toBe('malformed');
  });
});
