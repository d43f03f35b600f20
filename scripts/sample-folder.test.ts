import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseSample } from './sample-folder.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'samples-'));
  await mkdir(join(root, 'infra', 'pets'), { recursive: true });
  await mkdir(join(root, 'infra', 'crud'));
});
afterAll(() => rm(root, { recursive: true }));

describe('chooseSample', () => {
  it('chooses the sample that is named, wherever the command was started', async () => {
    await expect(chooseSample('crud', { root, cwd: join(root, 'apps/pets'), environment: {} })).resolves.toBe(
      'crud',
    );
  });

  it('chooses the workspace that contains the folder where the command was started', async () => {
    const caller = { root, cwd: join(root, 'apps/pets/src'), environment: { npm_package_name: 'crud' } };
    await expect(chooseSample(undefined, caller)).resolves.toBe('pets');
  });

  it("chooses npm's workspace when the command was started outside of apps/", async () => {
    const caller = { root, cwd: root, environment: { npm_package_name: 'crud' } };
    await expect(chooseSample(undefined, caller)).resolves.toBe('crud');
  });

  it('names the samples that there are when it finds none', async () => {
    const caller = { root, cwd: root, environment: {} };
    await expect(chooseSample('cruds', caller)).rejects.toThrow(
      'Expected a sample (crud, pets), received cruds',
    );
    await expect(chooseSample(undefined, caller)).rejects.toThrow(
      'Expected a sample (crud, pets), received none',
    );
  });
});
