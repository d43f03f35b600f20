import { describe, expect, it } from 'vitest';
import { dictionaryOrder, updatedOrder } from './dictionary.ts';

// The expected orders are those that the official translator's imitation of Python 2.7 gives.
describe('SM-16: a Python 2 dictionary', () => {
  it.each<[string[], string[]]>([
    [[], []],
    [
      ['swagger', 'info', 'paths'],
      ['info', 'paths', 'swagger'],
    ],
    [
      ['type', 'httpMethod', 'uri'],
      ['httpMethod', 'type', 'uri'],
    ],
    [
      ['title', 'version', 'é', '漢字', '😀'],
      ['é', '😀', 'version', '漢字', 'title'],
    ],
    [
      ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9', 'k10', 'k11'],
      ['k11', 'k10', 'k3', 'k2', 'k1', 'k0', 'k7', 'k6', 'k5', 'k4', 'k9', 'k8'],
    ],
  ])('holds %j in an order of its own', (keys, expected) => {
    expect(dictionaryOrder(keys)).toEqual(expected);
  });

  it('keeps the first of two keys with the same slot in it', () => {
    expect(dictionaryOrder(['a', 'i'])).toEqual(['a', 'i']);
    expect(dictionaryOrder(['i', 'a'])).toEqual(['i', 'a']);
  });

  it('holds a key once', () => {
    expect(dictionaryOrder(['a', 'b', 'a'])).toEqual(dictionaryOrder(['a', 'b']));
  });

  it('has made room before it is updated, so that its order can change though no key is new', () => {
    expect(dictionaryOrder(['E0', 'F0', 'G0'])).toEqual(['F0', 'E0', 'G0']);
    expect(updatedOrder(['E0', 'F0', 'G0'], ['E0', 'F0', 'G0'])).toEqual(['F0', 'G0', 'E0']);
    expect(updatedOrder(['E0', 'F0', 'G0'], [])).toEqual(['F0', 'E0', 'G0']);
  });
});
