import { describe, expect, it } from 'vitest';
import { newestFirstPage, pageByToken } from './page-by-token.ts';

const numbers = Array.from({ length: 250 }, (_, index) => index);

describe('pages', () => {
  it('cover a list once, in order', () => {
    const first = pageByToken(numbers, undefined);
    const second = pageByToken(numbers, first.NextToken);
    const third = pageByToken(numbers, second.NextToken);
    expect([...first.items, ...second.items, ...third.items]).toEqual(numbers);
    expect(third.NextToken).toBeUndefined();
  });

  it('CF-7: of a growing list stay the same', () => {
    const first = newestFirstPage(numbers, undefined);
    expect(first.items[0]).toBe(249);
    const second = newestFirstPage([...numbers, 250, 251], first.NextToken);
    expect(second.items).toEqual(numbers.slice(50, 150).reverse());
    const third = newestFirstPage([...numbers, 250, 251], second.NextToken);
    expect(third).toEqual({ items: numbers.slice(0, 50).reverse(), NextToken: undefined });
  });

  it.each(['x', '-1', '1.5', '1e99'])('refuse the token %s, which no operation returned', (token) => {
    const refusal = 'The NextToken is not one that this operation returned.';
    expect(() => pageByToken(numbers, token)).toThrow(refusal);
    expect(() => newestFirstPage(numbers, token === '-1' ? '251' : token)).toThrow(refusal);
  });
});
