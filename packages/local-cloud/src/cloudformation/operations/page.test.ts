import { describe, expect, it } from 'vitest';
import { newestFirst, page } from './page.ts';

describe('pages', () => {
  it('cover a list once, in order', () => {
    const first = page([1, 2, 3, 4, 5], undefined, 2);
    const second = page([1, 2, 3, 4, 5], first.NextToken, 2);
    const third = page([1, 2, 3, 4, 5], second.NextToken, 2);
    expect([first.items, second.items, third]).toEqual([
      [1, 2],
      [3, 4],
      { items: [5], NextToken: undefined },
    ]);
  });

  it('of a growing list stay where they were', () => {
    const first = newestFirst([1, 2, 3], undefined, 2);
    expect(first.items).toEqual([3, 2]);
    expect(newestFirst([1, 2, 3, 4], first.NextToken, 2)).toEqual({ items: [1], NextToken: undefined });
  });

  it('refuse a token that nobody gave', () => {
    expect(() => page([1], 'x')).toThrow('The NextToken is not one this operation gave.');
  });
});
