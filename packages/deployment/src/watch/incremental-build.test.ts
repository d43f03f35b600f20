import { mkdir, mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundleFunctions } from '../packaging/bundle-functions.ts';
import { createIncrementalBuild, type IncrementalBuild } from './incremental-build.ts';

let root: string;
let incremental: IncrementalBuild;
let count = 0;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'incremental-')));
  incremental = createIncrementalBuild();
  await write('package.json', '{ "type": "module" }');
  await write('node_modules/.package-lock.json', '{}');
  await write('node_modules/greet/package.json', '{ "type": "module", "main": "index.js" }');
  await write('node_modules/greet/index.js', greet('Hello'));
});

afterEach(async () => {
  await incremental.dispose();
  await rm(root, { recursive: true });
});

const greet = (word: string) =>
  `export const greet = (name) => '${word}, ' + name; export const unused = 'not needed'; export default 'default';`;

async function write(name: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), content);
}

/** Bundles a source into a new folder and imports the result. */
async function build(source: string) {
  await write('entry.ts', source);
  const entry = path.join(root, 'entry.ts');
  const options = { root, external: [], report: () => {}, build: incremental.build };
  const [bundle] = await bundleFunctions([{ entry }], options);
  const files = new Map(
    [...(bundle?.beside ?? [])].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );
  const folder = `out-${++count}`;
  for (const [name, content] of files) await write(`${folder}/${name}`, content);
  await write(`${folder}/entry.mjs`, Buffer.from(bundle?.code ?? []).toString());
  const loaded = await import(pathToFileURL(path.join(root, folder, 'entry.mjs')).href);
  return { names: [...files.keys()], content: [...files.values()].join('\n'), result: loaded.result };
}

it('keeps installed packages in a file of their own, with what is used of them', async () => {
  const first = await build(`import { greet } from 'greet'; export const result = greet('a');`);
  expect(first).toMatchObject({
    names: ['packages/together.mjs', 'packages/greet-1.mjs'],
    result: 'Hello, a',
  });
  expect(first.content).not.toContain('not needed');
  expect([...incremental.sources()]).toEqual([path.join(root, 'entry.ts')]);
  const second = await build(
    `import text, { greet as say, unused } from 'greet'; export const result = say(text + unused);`,
  );
  expect(second.result).toBe('Hello, defaultnot needed');
});

it('has what two packages share once', async () => {
  for (const name of ['one', 'two']) {
    await write(`node_modules/${name}/package.json`, '{ "type": "module", "main": "index.js" }');
    await write(
      `node_modules/${name}/index.js`,
      `import { counter } from 'shared'; export const ${name} = () => ++counter.count;`,
    );
  }
  await write('node_modules/shared/package.json', '{ "type": "module", "main": "index.js" }');
  await write('node_modules/shared/index.js', 'export const counter = { count: 0 };');
  const { names, result } = await build(
    `import { one } from 'one'; import { two } from 'two'; export const result = [one(), two()];`,
  );
  expect(names).toHaveLength(3);
  expect(result).toEqual([1, 2]);
});

it('builds packages again only after an installation', async () => {
  const source = (name: string) => `import { greet } from 'greet'; export const result = greet('${name}');`;
  await build(source('a'));
  await write('node_modules/greet/index.js', greet('Good day'));
  expect((await build(source('b'))).result).toBe('Hello, b');
  await utimes(path.join(root, 'node_modules/.package-lock.json'), 1, 1);
  expect((await build(source('c'))).result).toBe('Good day, c');
});

it('reads exports of CommonJS packages as Node does', async () => {
  await write('node_modules/old/package.json', '{ "main": "index.js" }');
  await write(
    'node_modules/old/index.js',
    `exports.__esModule = true; exports.default = 1; exports.size = require('node:path').sep.length;`,
  );
  const { names, result } = await build(
    `import old, { size } from 'old'; export const result = [old, size];`,
  );
  expect(names).toEqual(['packages/together.mjs', 'packages/old-1.mjs']);
  expect(result).toEqual([{ __esModule: true, default: 1, size: 1 }, 1]);
});

it('runs the side effects of a package that is imported without names', async () => {
  await write('node_modules/effect/package.json', '{ "main": "index.js" }');
  await write('node_modules/effect/index.js', 'globalThis.effect = (globalThis.effect ?? 0) + 1;');
  expect((await build(`import 'effect'; export const result = globalThis.effect;`)).result).toBe(1);
});

it.each([
  ['all its names', `import * as all from 'greet'; export const result = Object.keys(all).length;`, 3],
  ['import()', `export const result = (await import('greet')).greet('a');`, 'Hello, a'],
  ['require()', `const { greet } = require('greet'); export const result = greet('a');`, 'Hello, a'],
  ['re-exports', `export * from 'greet'; export const result = 1;`, 1],
])('makes one bundle of everything where a package is imported with %s', async (_how, source, expected) => {
  expect(await build(source)).toMatchObject({ names: [], result: expected });
});

it('names the place of an import that a package does not have', async () => {
  await expect(build(`import { great } from 'greet'; export const result = great;`)).rejects.toThrow(
    /^entry\.ts:1:10: No matching export in "node_modules\/greet\/index\.js" for import "great"/,
  );
});
