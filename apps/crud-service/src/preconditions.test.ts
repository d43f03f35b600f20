import { describe, expect, it } from 'vitest';
import { proxyEvent } from '../test/proxy-event.ts';
import { preconditions } from './preconditions.ts';

function read(headers: Record<string, string>) {
  return preconditions(proxyEvent('1', headers));
}

describe('preconditions', () => {
  it('are undefined without the headers', () => {
    expect(read({})).toEqual({ ifMatch: undefined, ifNoneMatch: undefined });
  });

  it('read * and lists, in any spelling of the header', () => {
    expect(read({ 'if-MATCH': '"a","b,c" , "!#~"', 'If-None-Match': ' * ' })).toEqual({
      ifMatch: ['"a"', '"b,c"', '"!#~"'],
      ifNoneMatch: '*',
    });
  });

  it('join headers that were sent repeatedly', () => {
    const event = { ...proxyEvent('1'), multiValueHeaders: { 'If-Match': ['"a"', '"b"'] } };
    expect(preconditions(event).ifMatch).toEqual(['"a"', '"b"']);
  });

  it('compare weak tags weakly only where RFC 9110 does', () => {
    expect(read({ 'If-Match': 'W/"a"', 'If-None-Match': 'W/"a", "b"' })).toEqual({
      ifMatch: ['W/"a"'],
      ifNoneMatch: ['"a"', '"b"'],
    });
  });

  it.each(['', 'a', '"a', '"a" "b"', '"a", b', '*, "a"', 'w/"a"', '"a b"'])('refuse %j', (tags) => {
    expect(() => read({ 'If-Match': tags })).toThrow(
      'Expected * or up to 100 quoted entity tags for header If-Match',
    );
  });

  it('refuse more tags than DynamoDB compares in one condition', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `"${index}"`).join();
    expect(read({ 'If-None-Match': tags(100) }).ifNoneMatch).toHaveLength(100);
    expect(() => read({ 'If-None-Match': tags(101) })).toThrow('for header If-None-Match');
  });
});
