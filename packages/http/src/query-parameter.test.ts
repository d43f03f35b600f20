import { describe, expect, it } from 'vitest';
import { queryParameter, queryParameters } from './index.ts';

const event = { multiValueQueryStringParameters: { price: ['10', '20', '30'], empty: [''] } };

describe('queryParameter', () => {
  it('gives the last of repeated values (EV-8)', () => {
    expect(queryParameter(event, 'price')).toBe('30');
  });

  it('distinguishes an empty value from an absent one', () => {
    expect(queryParameter(event, 'empty')).toBe('');
    expect(queryParameter(event, 'Price')).toBeUndefined();
  });

  it('finds nothing where there is no query (EV-2)', () => {
    expect(queryParameter({ multiValueQueryStringParameters: null }, 'price')).toBeUndefined();
  });
});

describe('queryParameters', () => {
  it('gives all values in order', () => {
    expect(queryParameters(event, 'price')).toEqual(['10', '20', '30']);
  });

  it('is empty for a name without values', () => {
    expect(queryParameters({ multiValueQueryStringParameters: { price: undefined } }, 'price')).toEqual([]);
  });

  it('is empty for a name that only an object has', () => {
    expect(queryParameters(event, 'constructor')).toEqual([]);
  });
});
