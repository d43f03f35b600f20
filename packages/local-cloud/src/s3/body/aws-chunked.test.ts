import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChunkedOptions, decodeAwsChunked } from './aws-chunked.ts';

const signature = 'a'.repeat(64);
const signed = { isSigned: true, hasTrailers: false, minChunkBytes: 1 };
const unsigned = { isSigned: false, hasTrailers: true, minChunkBytes: 1 };

describe('decodeAwsChunked', () => {
  it('puts the chunks together and reads the trailers', () => {
    const text = '5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n';
    const { body, trailers } = decodeAwsChunked(Buffer.from(text), unsigned);
    expect(body.toString()).toBe('hello world');
    expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'DUoRhQ==' });
  });

  it('accepts chunks that name their signatures', () => {
    const text = `3;chunk-signature=${signature}\r\nabc\r\n0;chunk-signature=${signature}\r\n\r\n`;
    expect(decodeAwsChunked(Buffer.from(text), signed).body.toString()).toBe('abc');
  });

  it.each([
    ['a size that is no number', 'x\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a chunk longer than its size', '4\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a chunk shorter than its size', '6\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['no last chunk', '5\r\nhello\r\n', 'IncompleteBody'],
    ['bytes after the end', '5\r\nhello\r\n0\r\n\r\nx', 'IncompleteBody'],
    ['bare line feeds', '5\nhello\n0\n\n', 'IncompleteBody'],
    ['an unexpected extension', '5;a=b\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a trailer without a colon', '0\r\nchecksum\r\n\r\n', 'MalformedTrailerError'],
  ])('refuses %s', (_case, text, code) => {
    expect(() => decodeAwsChunked(Buffer.from(text), unsigned)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses signed framing where unsigned was announced, and the other way round', () => {
    const plain = Buffer.from('0\r\n\r\n');
    const withSignature = Buffer.from(`0;chunk-signature=${signature}\r\n\r\n`);
    expect(() => decodeAwsChunked(plain, signed)).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    );
    expect(() => decodeAwsChunked(withSignature, unsigned)).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    );
  });

  it('refuses a small chunk before the last, as S3 does', () => {
    const small = Buffer.from('5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n');
    expect(() => decodeAwsChunked(small, { isSigned: false, hasTrailers: true })).toThrow(
      expect.objectContaining({ code: 'InvalidChunkSizeError', statusCode: 403 }),
    );
  });

  it('gives back any bytes in any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 })),
        fc.boolean(),
        (chunks, isSigned) => {
          const options: ChunkedOptions = { isSigned, hasTrailers: true, minChunkBytes: 1 };
          const decoded = decodeAwsChunked(encode(chunks, isSigned), options);
          expect(decoded.body.equals(Buffer.concat(chunks))).toBe(true);
          expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
        },
      ),
    );
  });

  it('refuses every body that is cut short', () => {
    const whole = encode([Buffer.from('hello'), Buffer.from('world')], false);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeAwsChunked(whole.subarray(0, length), unsigned)).toThrow();
    }
  });
});

function encode(chunks: readonly Uint8Array[], isSigned: boolean): Buffer {
  const extension = isSigned ? `;chunk-signature=${signature}` : '';
  const parts = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}${extension}\r\n`, chunk, '\r\n']);
  const end = `0${extension}\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`;
  return Buffer.concat([...parts, end].map((part) => Buffer.from(part as string)));
}
