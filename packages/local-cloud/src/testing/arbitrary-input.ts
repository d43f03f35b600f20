import fc from 'fast-check';

/** Text that is something to one protocol or another, and any other. */
export const word = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    '1',
    '-1',
    'true',
    '*',
    '$LATEST',
    '{}',
    '%',
    '\u0000',
    '__proto__',
    'arn:aws:x:::y',
  ),
  fc.string({ maxLength: 8 }),
);

/** The inputs of a service: members that it knows, with anything in them. */
export function members(names: Iterable<string>, value: fc.Arbitrary<unknown>) {
  return fc.dictionary(fc.constantFrom(...names, '__proto__'), value, { maxKeys: 6 });
}
