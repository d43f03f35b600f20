import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportedDefinition } from './exported-definition.ts';

const { paths } = await exportedDefinition('integrations');
const types = ['BadRequest', 'NotFound', 'InternalServerError', 'GatewayTimeout', 'Other', 'NotFounds'];
const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 3 });
const text = fc.string({ unit: 'binary' });
const message = fc.oneof(
  text,
  fc.tuple(fc.constantFrom(...types), text).map(([type, rest]) => `[${type}]${rest}`),
  fc
    .tuple(fc.array(space, { minLength: 4, maxLength: 4 }), fc.constantFrom(...types), text)
    .map(([[a, b, c, d], type, rest]) => `${a}{${b}"errorType"${c}:${d}"${type}"${rest}`),
);

describe.each(['/prefix', '/prefix/raw', '/lambda'])('the selection patterns of %s', (path) => {
  const { default: success, ...entries } = paths[path].get['x-amazon-apigateway-integration'].responses;
  // They use nothing that JavaScript would read otherwise than Java does.
  const patterns = Object.keys(entries).map((pattern) => new RegExp(`^(?:${pattern})$`));

  it('are one a status, and 200 is what is left', () => {
    expect(success.statusCode).toBe('200');
    const statuses = Object.values(entries as Record<string, { statusCode: string }>);
    expect(new Set(statuses.map(({ statusCode }) => statusCode)).size).toBe(patterns.length);
  });

  it('match every message, and each only once, so that their order does not matter', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(patterns.filter((pattern) => pattern.test(text))).toHaveLength(1);
      }),
      { numRuns: 2_000, examples: [[''], ['\n'], ['[]'], ['[NotFound'], ['null']] },
    );
  });
});
