import { describe, expect, it } from 'vitest';
import { proxyEvent } from '../test/proxy-event.ts';
import { header, headerValues } from './index.ts';

const event = { multiValueHeaders: { 'tEsT-HEADeR': ['one', 'two'], 'test-header': ['three'] } };

describe('header', () => {
  it('finds a name in upper or lower case, and returns the last value (EV-3, EV-9)', () => {
    expect(header(event, 'Test-Header')).toBe('three');
  });

  it('is undefined for an absent header', () => {
    expect(header(event, 'accept')).toBeUndefined();
  });
});

describe('headerValues', () => {
  it('gives every value, whatever spelling it came under (EV-4)', () => {
    expect(headerValues(event, 'TEST-HEADER')).toEqual(['one', 'two', 'three']);
  });

  it('is empty for a name without values', () => {
    expect(headerValues({ multiValueHeaders: { accept: undefined } }, 'accept')).toEqual([]);
  });

  it('is empty for an event without headers', () => {
    const tested = JSON.parse(JSON.stringify({ ...proxyEvent(), multiValueHeaders: null }));
    expect(headerValues(tested, 'accept')).toEqual([]);
  });
});
