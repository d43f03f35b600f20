import { describe, expect, it } from 'vitest';
import { createResultCache } from './result-cache.ts';

describe('the cache of authorizer results', () => {
  it('drops a result when its time is over', () => {
    let now = 0;
    const cache = createResultCache<string>(1000, () => now);
    cache.set('key', 'result');
    now = 999;
    expect(cache.get('key')).toBe('result');
    now = 1000;
    expect(cache.get('key')).toBeUndefined();
  });

  it('keeps the latest 1,000 results', () => {
    const cache = createResultCache<number>(1000, () => 0);
    for (let key = 0; key <= 1000; key++) cache.set(String(key), key);
    expect(cache.get('0')).toBeUndefined();
    expect(cache.get('1')).toBe(1);
    expect(cache.get('1000')).toBe(1000);
  });
});
