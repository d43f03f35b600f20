import { describe, expect, it } from 'vitest';
import { allowedHosts } from './allowed-hosts.ts';

describe('allowedHosts', () => {
  it('are what ALLOWED_HOSTS lists', () => {
    expect(allowedHosts({ ALLOWED_HOSTS: 'a.example,b.example:8080' })).toEqual([
      'a.example',
      'b.example:8080',
    ]);
  });

  it('are none when the list is empty', () => {
    expect(allowedHosts({ ALLOWED_HOSTS: '' })).toEqual([]);
  });

  it('must be set', () => {
    expect(() => allowedHosts({})).toThrow('Expected hosts, separated by commas');
  });
});
