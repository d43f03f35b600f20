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
});
