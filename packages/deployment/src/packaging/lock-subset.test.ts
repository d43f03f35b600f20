import { describe, expect, it } from 'vitest';
import { lockSubset } from './lock-subset.ts';

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { other: '1' } },
    'node_modules/native': {
      version: '1.0.0',
      dev: true,
      dependencies: { shared: '^2.0.0' },
      optionalDependencies: { '@native/linux': '1.0.0' },
    },
    'node_modules/@native/linux': { version: '1.0.0', devOptional: true, cpu: ['x64'] },
    'node_modules/native/node_modules/shared': { version: '2.0.0', dependencies: { deep: '1' } },
    'node_modules/shared': { version: '1.0.0' },
    'node_modules/deep': { version: '1.5.0', dependencies: { native: '1' } },
    'node_modules/other': { version: '1.0.0' },
  },
};

describe('lockSubset', () => {
  it('keeps a package and what it needs, at the places and versions of the lock file', () => {
    expect(lockSubset(lock, ['native'])).toEqual({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { native: '1.0.0' } },
        'node_modules/native': {
          version: '1.0.0',
          dependencies: { shared: '^2.0.0' },
          optionalDependencies: { '@native/linux': '1.0.0' },
        },
        'node_modules/native/node_modules/shared': { version: '2.0.0', dependencies: { deep: '1' } },
        'node_modules/deep': { version: '1.5.0', dependencies: { native: '1' } },
        'node_modules/@native/linux': { version: '1.0.0', optional: true, cpu: ['x64'] },
      },
    });
  });

  it('names a package the lock file does not have', () => {
    expect(() => lockSubset(lock, ['sharp'])).toThrow(
      'sharp is External in the template and not in package-lock.json: install it in the sample',
    );
  });
});
