import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkChecksums, receiveCheckedBody } from './receive-checked-body.ts';

const hello = Buffer.from('hello');
const sha256 = createHash('sha256').update(hello).digest('hex');
const crc32 = 'NhCmhg==';
const framed = (trailer: string) => Buffer.from(`5\r\nhello\r\n0\r\n${trailer}\r\n`);
const streaming = {
  'content-encoding': 'aws-chunked, gzip',
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'x-amz-decoded-content-length': '5',
  'x-amz-trailer': 'x-amz-checksum-crc32',
};

async function receive(headers: Record<string, string>, sent = hello) {
  const received = await receiveCheckedBody(headers, sent);
  await checkChecksums(received);
  return received;
}

describe('a body', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['no hash', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }],
    ['its hash', { 'x-amz-content-sha256': sha256 }],
    ['its MD5', { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' }],
    ['its checksum', { 'x-amz-checksum-crc32': crc32 }],
  ])('is taken with %s', async (_case, headers) => {
    expect((await receive(headers)).body).toEqual(hello);
  });

  it.each<[string, Record<string, string>, string]>([
    ['another hash', { 'x-amz-content-sha256': sha256.replace(/^../, '00') }, 'XAmzContentSHA256Mismatch'],
    ['an invalid hash', { 'x-amz-content-sha256': 'abc' }, 'InvalidArgument'],
    ['another MD5', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest'],
    ['an invalid MD5', { 'content-md5': 'abc' }, 'InvalidDigest'],
    ['another checksum', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'BadDigest'],
    ['an invalid checksum', { 'x-amz-checksum-crc32': 'abc' }, 'InvalidRequest'],
    ['two checksums', { 'x-amz-checksum-crc32': crc32, 'x-amz-checksum-sha1': 'x' }, 'InvalidRequest'],
    ['an announced checksum that is missing', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }, 'InvalidRequest'],
  ])('is refused with %s', async (_case, headers, code) => {
    await expect(receive(headers)).rejects.toMatchObject({ code });
  });
});

describe('a body in chunks', () => {
  it('loses its framing, and its trailers become headers', async () => {
    const { body, headers } = await receive(streaming, framed(`x-amz-checksum-crc32:${crc32}\r\n`));
    expect(body).toEqual(hello);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'x-amz-checksum-crc32': crc32 });
  });

  it('is refused when its trailer is another checksum', async () => {
    const sent = framed('x-amz-checksum-crc32:AAAAAA==\r\n');
    await expect(receive(streaming, sent)).rejects.toMatchObject({ code: 'BadDigest' });
  });

  it('is refused without the announced trailer, or with another', async () => {
    for (const sent of [framed(''), framed('x-amz-checksum-sha1:abc\r\n')]) {
      await expect(receive(streaming, sent)).rejects.toMatchObject({ code: 'MalformedTrailerError' });
    }
  });

  it('is refused when its length is not the announced one', async () => {
    const headers = { ...streaming, 'x-amz-decoded-content-length': '6' };
    const sent = framed(`x-amz-checksum-crc32:${crc32}\r\n`);
    await expect(receive(headers, sent)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});
