import { Runtime } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { checkRuntime, deprecationOf } from './runtimes.ts';

describe('a runtime', () => {
  it.each([
    'nodejs24.x',
    'nodejs22.x',
    'nodejs20.x',
    'nodejs18.x',
    'nodejs16.x',
    'java21',
    'java11',
    'java8.al2',
    'provided.al2023',
  ])('%s is offered', (runtime) => expect(checkRuntime(runtime)).toBe(runtime));

  it.each([
    [
      'nodejs14.x',
      /^The runtime parameter of nodejs14\.x is no longer supported for creating or updating AWS Lambda/,
    ],
    ['go1.x', /^The runtime parameter of go1\.x is no longer supported/],
    ['python3.8', /^The runtime python3\.8 is not offered by this embedded cloud, which has nodejs24\.x, /],
    [
      'nodejs24',
      /^Value nodejs24 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: /,
    ],
    [undefined, /^Value undefined at 'runtime' failed/],
  ])('%s is refused', (runtime, message) => expect(() => checkRuntime(runtime)).toThrow(message));

  it('of the SDK is offered, or refused as one that AWS has or had', () => {
    const misspelt = Object.values(Runtime).filter((runtime) => {
      try {
        return checkRuntime(runtime) !== runtime;
      } catch (error) {
        return (error as Error).message.startsWith('Value ');
      }
    });
    expect(misspelt).toEqual([]);
  });

  it('is reported as deprecated from its day on', () => {
    expect(deprecationOf('nodejs20.x', new Date('2026-04-29'))).toBeUndefined();
    expect(deprecationOf('nodejs20.x', new Date('2026-04-30'))).toMatch(
      /^nodejs20\.x is deprecated since 2026-04-30;/,
    );
    expect(deprecationOf('nodejs24.x')).toBeUndefined();
    expect(deprecationOf(undefined)).toBeUndefined();
  });
});
