import { describe, expect, it } from 'vitest';
import { schemaCompiler } from './schema-compiler.ts';

const validate = schemaCompiler(new Map([['List', { uniqueItems: true }]]), 'first')('List');

describe('uniqueItems', () => {
  it.each([
    [[1, '1', true, null, [1], { a: 1 }, 'true']],
    [
      [
        [1, 2],
        [2, 1],
        [[1], 2],
        [1, [2]],
      ],
    ],
    [[{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 1 }, {}]],
    [[{ a: '1' }, { a: 1 }, ['a', 1], 'a,1', '"a",1']],
    [[]],
  ])('accepts %j', (items) => {
    expect(validate(items)).toBe(true);
  });

  it.each([[[1, 1.0]], [[[], []]], [[null, 0, null]], [[{ a: 1, b: [2] }, 3, { b: [2], a: 1 }]]])(
    'refuses %j',
    (items) => {
      expect(validate(items)).toBe(false);
    },
  );

  it('looks at each item once', () => {
    let looks = 0;
    const items = Array.from({ length: 20_000 }, (_, index) =>
      Object.defineProperty([index], 'map', {
        value(...args: Parameters<typeof Array.prototype.map>) {
          looks += 1;
          return Array.prototype.map.apply(this, args);
        },
      }),
    );
    expect(validate(items)).toBe(true);
    expect(looks).toBe(20_000);
  });

  it('is not asked for by false', () => {
    const lenient = schemaCompiler(new Map([['List', { uniqueItems: false }]]), 'first')('List');
    expect(lenient([1, 1])).toBe(true);
  });
});
