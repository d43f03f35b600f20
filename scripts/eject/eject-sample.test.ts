import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../sample-folder.ts';
import { ejectSample } from './eject-sample.ts';

let place: string;
let folder: string;
let leftOut: readonly string[];

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'eject-'));
  folder = path.join(place, 'mine');
  leftOut = await eject('crud-service', folder);
});
afterAll(() => rm(place, { recursive: true }));

describe('an ejected sample', () => {
  it('has its sources, its tests and the internal packages it uses', async () => {
    const names = await readdir(folder, { recursive: true });
    expect(names).toEqual(
      expect.arrayContaining([
        'src/get-resource.ts',
        'src/get-resource.test.ts',
        'test/crud-service.test.ts',
        'test/testing/least-privilege.ts',
        'packages/http/src/index.ts',
        'packages/localstack-client/src/index.ts',
      ]),
    );
    expect(
      names.filter((name) => /bench|node_modules|packages\/(deployment|local-cloud)/.test(name)),
    ).toEqual([]);
    expect(leftOut).toEqual(['test/bundle.test.ts']);
  });

  it('imports and configures nothing outside its folder', async () => {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((one) => /\.(ts|json|yaml|toml)$/.test(one))) {
      const text = await readFile(path.join(folder, name), 'utf8');
      const paths = Array.from(text.matchAll(/['"](\.\.?\/[^'"\n]+\.ts)['"]/g), ([, found = '']) => found);
      for (const found of paths) {
        const target = path.join(path.dirname(name), found);
        expect(names, `${name} imports ${found}`).toContain(target);
      }
      expect(text).not.toMatch(/apps\/crud-service|infra\/crud-service|scripts\//);
    }
  });

  it('has neither a script nor a link for a file that stays in the repository', async () => {
    const other = path.join(place, 'cloud-logic');
    expect(await eject('cloud-logic', other)).toEqual(
      expect.arrayContaining(['scripts/generate-client.ts', 'test/stages.test.ts']),
    );
    const manifest = JSON.parse(await readFile(path.join(other, 'package.json'), 'utf8'));
    expect(Object.keys(manifest.scripts)).toContain('promote');
    expect(Object.keys(manifest.scripts)).not.toContain('generate-client');
    const readme = await readFile(path.join(other, 'README.md'), 'utf8');
    expect(readme).toContain('[role-tables.ts](src/role-tables.ts)');
    expect(readme).not.toContain('stages.test.ts');
  });

  it('has a manifest with exact versions and scripts of its own', async () => {
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'crud-service', workspaces: ['packages/*'] });
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(['esbuild', 'typescript', 'vitest']));
    for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Object.values(manifest.scripts).join()).not.toMatch(/\.\.\/|biome/);
  });

  it('has a template that SAM builds with esbuild, and keeps its comments', async () => {
    const template = await readFile(path.join(folder, 'template.yaml'), 'utf8');
    expect(template).toContain('CodeUri: src\n');
    expect(template).toContain('BuildMethod: esbuild');
    expect(template).toContain('- get-resource.ts');
    expect(template).toContain('# Without a version SAM deploys a second');
  });

  it('has a README whose links and commands work in the folder', async () => {
    const readme = await readFile(path.join(folder, 'README.md'), 'utf8');
    const links = Array.from(readme.matchAll(/\]\(([^)#:]+)\)/g), ([, link = '']) => link);
    const names = await readdir(folder, { recursive: true });
    for (const link of links) expect(names).toContain(link);
    expect(readme).not.toMatch(/--workspace|npm start|npm run (dev|bench)/);
    expect(readme).toContain('- Next: [http](packages/http), how the functions read events and respond.\n');
    expect(readme).not.toMatch(/\bdeployment\b/);
  });

  it('builds functions with native packages by a Makefile', async () => {
    const thumbnails = path.join(place, 'thumbnails');
    await eject('thumbnail-service', thumbnails);
    const makefile = await readFile(path.join(thumbnails, 'Makefile'), 'utf8');
    expect(makefile).toMatch(
      /^build-ProcessImage:\n\t\$\(ESBUILD\) src\/process-image\.ts .*--external:sharp\n/m,
    );
    const template = await readFile(path.join(thumbnails, 'template.yaml'), 'utf8');
    expect(template.match(/BuildMethod: makefile/g)).toHaveLength(2);
  });
});

describe('ejecting', () => {
  it('refuses a folder with anything in it, and leaves it alone', async () => {
    const used = path.join(place, 'used');
    await mkdir(used);
    await writeFile(path.join(used, 'note'), 'mine');
    await expect(eject('hello', used)).rejects.toThrow(`Expected a new or empty folder, received ${used}`);
    await expect(eject('hello', path.join(used, 'note'))).rejects.toThrow('Expected a new or empty folder');
    expect(await readdir(used)).toEqual(['note']);
  });

  it('refuses a folder inside the repository', async () => {
    await expect(eject('hello', path.join(ROOT, 'apps/mine'))).rejects.toThrow(
      'Expected a folder outside this repository',
    );
  });

  it('writes into an empty folder', async () => {
    const empty = path.join(place, 'empty');
    await mkdir(empty);
    await eject('hello', empty);
    expect(await readdir(empty)).toContain('template.yaml');
  });

  it('leaves nothing after Ctrl-C', async () => {
    const before = await readdir(place);
    await expect(eject('hello', path.join(place, 'never'), AbortSignal.abort())).rejects.toThrow('aborted');
    expect(await readdir(place)).toEqual(before);
  });
});

const eject = (sample: string, target: string, signal = new AbortController().signal) =>
  ejectSample({ root: ROOT, sample, folder: target, signal });
