import { describe, expect, it } from 'vitest';
import { jsonBody, jsonText } from './json-text.ts';

describe('jsonText', () => {
  it('writes dates as seconds, bytes as base64 and leaves out what is undefined', () => {
    const value = {
      at: new Date(1500),
      bytes: Buffer.from([0, 255]),
      list: [new Uint8Array([1])],
      none: undefined,
    };
    expect(jsonText(value)).toBe('{"at":1.5,"bytes":"AP8=","list":["AQ=="]}');
  });

  it('keeps null, false, zero and empty', () => {
    expect(jsonText({ a: null, b: false, c: 0, d: '', e: [], f: {} })).toBe(
      '{"a":null,"b":false,"c":0,"d":"","e":[],"f":{}}',
    );
  });
});

describe('jsonBody', () => {
  it('reads the members of an object; an empty body has none', () => {
    expect(jsonBody(Buffer.from('{"a":"ü"}'), 'Code')).toEqual({ a: 'ü' });
    expect(jsonBody(Buffer.alloc(0), 'Code')).toEqual({});
  });

  it.each(['{', 'null', '[]', '"text"', '1'])('refuses %s with the code it was given', (text) => {
    expect(() => jsonBody(Buffer.from(text), 'SerializationException')).toThrow(
      expect.objectContaining({ code: 'SerializationException', statusCode: 400 }),
    );
  });
});
