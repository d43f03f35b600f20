import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationError, GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { bodyDocument } from './body-document.ts';
import { compileBodySource } from './body-source.ts';

describe('the source of a mapping in a body', () => {
  it('finds the members of any object, and no member of null', () => {
    const member = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
    const source = compileBodySource("['the key']");
    fc.assert(
      fc.property(member, (value) => {
        const document = bodyDocument(Buffer.from(JSON.stringify({ 'the key': value })), configurationError);
        expect(source?.(document)).toEqual(value === null ? [] : [String(value)]);
      }),
    );
  });

  it('returns strings or throws a fault for every path and body', () => {
    const step = fc.constantFrom(
      '.a',
      '..',
      '*',
      '[0]',
      '[-1:]',
      '[?(@.a > 1)]',
      "['b']",
      '.length()',
      '.b',
      '[*]',
    );
    const path = fc.array(step, { maxLength: 6 }).map((steps) => steps.join(''));
    const body = fc.oneof(fc.json(), fc.string(), fc.constant('{"a":[{"a":2},{"b":[1,2]}],"b":{"a":1}}'));
    fc.assert(
      fc.property(path, body, (expression, text) => {
        const source = compileBodySource(expression);
        try {
          const texts = source?.(bodyDocument(Buffer.from(text), configurationError)) ?? [];
          expect(texts.every((found) => typeof found === 'string')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewayFault);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
