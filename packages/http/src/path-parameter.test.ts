import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpError, pathParameter } from './index.ts';

const parameter = (raw: string) => pathParameter({ pathParameters: { id: raw } }, 'id');

describe('pathParameter', () => {
  it.each([
    ['plain', 'plain'],
    ['%C3%A9t%C3%A9', 'été'],
    ['a+b', 'a+b'],
    ['%2541', '%41'],
    ['a//b%2Fc', 'a//b/c'],
  ])('decodes %s once, to %s (EV-12)', (raw, decoded) => {
    expect(parameter(raw)).toBe(decoded);
  });

  it('names the parameter and its value in a 400 for a malformed escape', () => {
    expect(() => parameter('%zz')).toThrow(
      expect.objectContaining({
        status: 400,
        message: 'Expected percent-encoded UTF-8 for path parameter id, received "%zz"',
        cause: expect.any(URIError),
      }),
    );
  });

  it('quotes only the start of a long parameter', () => {
    expect(() => parameter(`%${'z'.repeat(100)}`)).toThrow(/received "%z{79}" and 21 more characters$/);
  });

  it.each([[{}], [null]])('treats a name the path does not have as a bug (%o)', (pathParameters) => {
    expect(() => pathParameter({ pathParameters }, 'constructor')).toThrow(
      new TypeError(
        'Expected {constructor} in the path of the resource for path parameter constructor, received undefined',
      ),
    );
  });

  it('gives back any text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        expect(parameter(encodeURIComponent(id))).toBe(id);
      }),
    );
  });

  it('decodes or refuses any text, and never throws anything else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '2', 'f', 'C', '3', 'A', '9', '\ud800', '/') }),
        (raw) => {
          try {
            parameter(raw);
          } catch (error) {
            expect(error).toBeInstanceOf(HttpError);
            expect(error).toMatchObject({ status: 400 });
          }
        },
      ),
    );
  });
});
