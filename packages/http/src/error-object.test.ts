import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorObject } from './index.ts';

describe('errorObject', () => {
  it('survives any message, and no message can pass for another error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, forges) => {
        const message = forges ? `"errorType":"Forbidden"${text}` : text;
        const error = errorObject(404, message, 'c6af');
        expect(JSON.parse(error.message)).toEqual({
          errorType: 'NotFound',
          httpStatus: 404,
          requestId: 'c6af',
          message,
        });
        expect(error.message.match(/"errorType"\s*:\s*"\w+"/g)).toEqual(['"errorType":"NotFound"']);
      }),
    );
  });

  it('escapes the one character that the runtime would not report as it is', () => {
    const { message } = errorObject(404, 'a\x7Fb', 'c6af');
    expect(message).toContain('"message":"a\\u007Fb"');
    expect(JSON.parse(message)).toHaveProperty('message', 'a\x7Fb');
  });

  it('is indented on demand', () => {
    expect(errorObject(404, 'why', 'c6af', 2).message).toMatch(/^\{\n {2}"errorType": "NotFound",\n/);
  });
});
