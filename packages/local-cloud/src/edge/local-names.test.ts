import { describe, expect, it } from 'vitest';
import { isBucketHost, isForeignHost, isLocalOrigin } from './local-names.ts';

const loopback = [
  '127.0.0.1',
  '127.255.1.200',
  '[::1]',
  'localhost',
  'LocalHost',
  'api.localhost',
  'a-1.b_2.localhost',
];
const borrowed = [
  'localhost.localstack.cloud',
  'abc.execute-api.localhost.localstack.cloud',
  'abc123.execute-api.eu-west-1.amazonaws.com',
];
const elsewhere = [
  '',
  'evil.example',
  '127.0.0',
  '127.0.0.1.1',
  '127.0.0.1000',
  '128.0.0.1',
  '127a0.0.1',
  '[::2]',
  'xlocalhost',
  '.localhost',
  'a..localhost',
  'localhost.evil.example',
  'localhost.localstackxcloud',
  'evil.localstack.cloud',
  'execute-api.us-east-1.amazonaws.com',
  'abc.execute-api.us-east-1.amazonaws.com.evil.example',
  'bucket.s3.amazonaws.com',
];

describe('a Host', () => {
  it.each([...loopback, ...borrowed])('is a name of this machine: %s', (name) => {
    for (const port of ['', ':', ':4566']) expect(isForeignHost(`${name}${port}`)).toBe(false);
  });

  it.each([...elsewhere, 'localhost:x', 'localhost:1:2', 'localhost ', ' localhost'])(
    'is foreign: "%s"',
    (name) => {
      expect(isForeignHost(name)).toBe(true);
    },
  );

  it('is not foreign where HTTP 1.0 leaves it out', () => {
    expect(isForeignHost(undefined)).toBe(false);
  });
});

describe('an Origin', () => {
  it.each(loopback)('is of this machine: http(s)://%s', (name) => {
    for (const scheme of ['http', 'HTTPS'])
      for (const port of ['', ':5173']) expect(isLocalOrigin(`${scheme}://${name}${port}`)).toBe(true);
  });

  it.each([...borrowed, ...elsewhere, 'localhost:', 'localhost/', 'localhost:1/'])(
    'is not of this machine: http://%s',
    (name) => {
      expect(isLocalOrigin(`http://${name}`)).toBe(false);
    },
  );

  it.each(['localhost', 'null', 'file://localhost', 'xhttp://localhost', 'httpss://localhost'])(
    'is not of this machine: %s',
    (origin) => {
      expect(isLocalOrigin(origin)).toBe(false);
    },
  );
});

describe('the host of a bucket', () => {
  it.each([
    'b.s3.localhost',
    'my.bucket.s3.localhost:4566',
    'B.S3.LOCALHOST:',
    'b.s3.us-east-1.localhost',
    'b.s3-us-west-2.amazonaws.com',
    'b.s3.localhost.localstack.cloud',
    'b.s3.eu-central-1.localhost.localstack.cloud:443',
  ])('is %s', (host) => {
    expect(isBucketHost(host)).toBe(true);
  });

  it.each([
    undefined,
    's3.localhost',
    '.s3.localhost',
    'bs3.localhost',
    'bxs3.localhost',
    'b.s3xlocalhost',
    'b.s3.us_east.localhost',
    'b.s3.eu west.localhost',
    'b.s3..localhost',
    'b.s3.localhostxlocalstack.cloud',
    'b.s3.localhost.localstackxcloud',
    'b.s3.amazonawsxcom',
    'b.s3.evil.example',
    'b.s3.localhost.evil.example',
    'b.s3.localhost:x',
    'b.s3.localhost:1:2',
    'b.localhost',
  ])('is not %s', (host) => {
    expect(isBucketHost(host)).toBe(false);
  });
});
