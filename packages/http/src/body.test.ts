import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyBytes, bodyJson, bodyText } from './index.ts';

const asText = (body: string | null) => ({ body, isBase64Encoded: false });
const asBase64 = (bytes: Uint8Array) => ({
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
});

describe('bodyBytes', () => {
  it('gives back any bytes the gateway encoded (EV-17)', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(new Uint8Array(bodyBytes(asBase64(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('is empty without a body (EV-2)', () => {
    expect(bodyBytes(asText(null))).toHaveLength(0);
  });

  it.each([
    ['text', asText('été')],
    ['base64', asBase64(Buffer.from('été'))],
  ])('counts bytes, not characters, against the limit (%s)', (_, event) => {
    expect(bodyBytes(event, { limit: 5 })).toHaveLength(5);
    expect(() => bodyBytes(event, { limit: 4 })).toThrow(
      expect.objectContaining({
        status: 413,
        message: 'Expected a body of at most 4 bytes, received 5 bytes',
      }),
    );
  });

  it('accepts at most 6 MB by default', () => {
    const limit = 6 * 1024 * 1024;
    expect(bodyBytes(asText('x'.repeat(limit)))).toHaveLength(limit);
    expect(() => bodyBytes(asText('x'.repeat(limit + 1)))).toThrow(expect.objectContaining({ status: 413 }));
  });

  it('accepts a limit of no bytes', () => {
    expect(bodyBytes(asText(''), { limit: 0 })).toHaveLength(0);
    expect(() => bodyBytes(asText('x'), { limit: 0 })).toThrow(expect.objectContaining({ status: 413 }));
  });

  it.each([Number.NaN, -1, 1.5])('treats a limit of %d as a bug', (limit) => {
    expect(() => bodyBytes(asText('x'), { limit })).toThrow(
      new RangeError(`Expected a whole number of bytes for limit, received ${limit}`),
    );
  });
});

describe('bodyText', () => {
  it('gives back any text, encoded or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(bodyText(asText(text))).toBe(text);
        expect(bodyText(asBase64(Buffer.from(text)))).toBe(text);
      }),
    );
  });

  it('keeps a byte order mark', () => {
    expect(bodyText(asBase64(Buffer.from('\ufeffx')))).toBe('\ufeffx');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => bodyText(asBase64(Uint8Array.of(0xc3, 0x28)))).toThrow(
      expect.objectContaining({
        status: 400,
        message: 'Expected a body of UTF-8 text, received other bytes',
        cause: expect.any(TypeError),
      }),
    );
  });

  it('keeps to the limit', () => {
    expect(() => bodyText(asText('12345'), { limit: 4 })).toThrow(expect.objectContaining({ status: 413 }));
  });
});

describe('bodyJson', () => {
  it('parses any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const body = JSON.stringify(value);
        expect(bodyJson(asText(body))).toEqual(JSON.parse(body));
      }),
    );
  });

  it.each([
    [null, 'Expected a body of JSON, received an empty body'],
    [' \n', 'Expected a body of JSON, received an empty body'],
    ['{"a": 1,}', 'Expected a body of JSON, received other text'],
  ])('responds 400 to %o', (body, message) => {
    expect(() => bodyJson(asText(body))).toThrow(expect.objectContaining({ status: 400, message }));
  });

  it('keeps the error of the parser as the cause', () => {
    expect(() => bodyJson(asText('{'))).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
  });

  it('keeps to the limit', () => {
    expect(() => bodyJson(asText('[1,2]'), { limit: 4 })).toThrow(expect.objectContaining({ status: 413 }));
  });
});
