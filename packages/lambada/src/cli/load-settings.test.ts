import path from 'node:path';
import { expect, it } from 'vitest';
import { createProject } from '../../test/project.ts';
import { loadSettings } from './load-settings.ts';
import { scanProject } from './scan-project.ts';

async function load(settings: object, use = loadSettings as (folder: string) => Promise<unknown>) {
  const project = createProject({ 'src/a.ts': 'export {};' }, settings);
  try {
    return await use(project.folder);
  } finally {
    project.remove();
  }
}

it('has defaults from the manifest', async () => {
  expect(await load({})).toMatchObject({
    title: 'test-api',
    version: '1.2.3',
    stackName: 'test-api',
    stage: 'Prod',
    functionPer: 'api',
  });
});

it.each([
  [{ stage: 'a b' }, /^Expected a string that matches .* for stage in .*lambada\.json, received "a b"$/],
  [{ memory: 1 }, /^Expected no such property for memory in .*lambada\.json, received 1$/],
  [
    { functions: { ApiFunction: { timeout: 901 } } },
    /^Expected at most 900 for functions\/ApiFunction\/timeout /,
  ],
  [{ function: { vpc: { subnetIds: ['a'] } } }, /^Expected a value for function\/vpc\/securityGroupIds in /],
  [{ artifactBucket: 'A' }, /^Expected a string that matches .* for artifactBucket in /],
  [{ tsconfig: 'none.json' }, /^Expected a tsconfig\.json at .*none\.json, found none$/],
])('refuses %j', async (settings, message) => {
  await expect(load(settings)).rejects.toThrow(message);
});

it('says where it expected a project, and classes in it', async () => {
  await expect(load({}, (folder) => loadSettings(path.join(folder, 'src')))).rejects.toThrow(
    /^Expected a project with a package\.json in .*, found none$/,
  );
  await expect(load({}, async (folder) => scanProject(await loadSettings(folder)))).rejects.toThrow(
    /^Expected a class with @Path .* found none$/,
  );
});
