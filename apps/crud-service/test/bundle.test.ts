import path from 'node:path';
import { bundleFunctions } from '@samples/deployment';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

it.each(['get-resource.ts', 'put-resource.ts', 'delete-resource.ts'])(
  'the bundle of %s has at most 350 KB',
  async (file) => {
    const entry = path.resolve(import.meta.dirname, '../src', file);
    const [bundle] = await bundleFunctions([{ entry }], { root, external: [], report: () => {} });
    expect(bundle?.code.length).toBeGreaterThan(0);
    expect(bundle?.code.length).toBeLessThanOrEqual(350_000);
  },
);
