import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { requestContent, responseContent } from './content-handling.ts';

const raw = Buffer.from([0x1f, 0x8b, 0x08, 0xff]);
const encoded = Buffer.from(raw.toString('base64'));
const replaced = '\u001f\ufffd\b\ufffd';

describe('content handling', () => {
  it("BN-2: converts a request's body", () => {
    expect(requestContent(raw, false, undefined)).toBe(replaced);
    expect(requestContent(raw, false, 'CONVERT_TO_TEXT')).toBe(replaced);
    expect(requestContent(encoded, false, 'CONVERT_TO_BINARY')).toEqual(raw);
    expect(() => requestContent(raw, false, 'CONVERT_TO_BINARY')).toThrow(GatewayFault);
    expect(requestContent(raw, true, undefined)).toBe(raw);
    expect(requestContent(raw, true, 'CONVERT_TO_BINARY')).toBe(raw);
    expect(requestContent(raw, true, 'CONVERT_TO_TEXT')).toBe(String(encoded));
  });

  it("BN-3: converts a response's body", () => {
    expect(responseContent(raw, false, false, undefined)).toBe(replaced);
    expect(responseContent(raw, false, false, 'CONVERT_TO_TEXT')).toBe(replaced);
    expect(responseContent(encoded, false, false, 'CONVERT_TO_BINARY')).toEqual(raw);
    expect(responseContent(encoded, false, true, undefined)).toEqual(raw);
    expect(() => responseContent(raw, false, true, undefined)).toThrow(GatewayFault);
    expect(responseContent(raw, false, true, 'CONVERT_TO_TEXT')).toBe(replaced);
    expect(responseContent(encoded, false, true, 'CONVERT_TO_BINARY')).toEqual(raw);
    expect(responseContent(raw, true, false, undefined)).toBe(String(encoded));
    expect(responseContent(raw, true, false, 'CONVERT_TO_TEXT')).toBe(String(encoded));
    expect(responseContent(raw, true, false, 'CONVERT_TO_BINARY')).toBe(raw);
    expect(responseContent(raw, true, true, undefined)).toBe(raw);
    expect(responseContent(raw, true, true, 'CONVERT_TO_TEXT')).toBe(String(encoded));
    expect(responseContent(raw, true, true, 'CONVERT_TO_BINARY')).toBe(raw);
  });

  it('BN-2: decodes any base64, and throws a fault for any other string', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
        const body = Buffer.from(bytes);
        const asText = requestContent(body, true, 'CONVERT_TO_TEXT');
        expect(requestContent(Buffer.from(asText), false, 'CONVERT_TO_BINARY')).toEqual(body);
        try {
          const decoded = requestContent(Buffer.from(text), false, 'CONVERT_TO_BINARY');
          expect(Buffer.isBuffer(decoded)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewayFault);
        }
      }),
    );
  });
});
