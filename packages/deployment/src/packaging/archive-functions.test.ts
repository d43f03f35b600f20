import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveFunctions } from './archive-functions.ts';
import type { FunctionCode } from './function-code.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'archive-functions-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('archiveFunctions', () => {
  it('sends a bundle and its map, with positions in paths from the root', async () => {
    await write('src/greeting.ts', 'export const greeting: string = "hello";');
    await write(
      'src/get.ts',
      'import { greeting } from "./greeting.ts"; export const handler = async () => greeting;',
    );
    const files = await filesOf([entry('Get', 'src/get.ts', 'get.mjs')]);
    expect(Object.keys(files)).toEqual(['get.mjs', 'get.mjs.map']);
    expect(text(files['get.mjs'])).toMatch(/\n\/\/# sourceMappingURL=get\.mjs\.map\n$/);
    expect(JSON.parse(text(files['get.mjs.map']))).toMatchObject({
      sources: ['src/greeting.ts', 'src/get.ts'],
    });
    expect(await run('get.mjs', files)).toBe('hello');
  });

  it('puts a file in the place of a package', async () => {
    await write('src/slim.ts', 'export const name = "slim";');
    await write('src/get.ts', 'import { name } from "heavy"; export const handler = async () => name;');
    const alias = { heavy: join(root, 'src/slim.ts') };
    const files = await filesOf([{ ...entry('Get', 'src/get.ts', 'get.mjs'), alias }]);
    expect(await run('get.mjs', files)).toBe('slim');
  });

  it('builds with the plugins of installed packages', async () => {
    const code =
      'export const plugin = { name: "p", setup({ onLoad }) { onLoad({ filter: /late/ }, () => ({ contents: "export const at = 1" })) } };';
    await write('package.json', '{}');
    await write('node_modules/own/index.js', code);
    await write('node_modules/own/package.json', '{ "type": "module", "main": "index.js" }');
    await write('node_modules/none/index.js', '');
    await write('src/late.ts', 'this is no TypeScript');
    await write(
      'src/get.ts',
      'import { at } from "./late.ts"; export const handler = async () => String(at);',
    );
    const get = entry('Get', 'src/get.ts', 'get.mjs');
    expect(await run('get.mjs', await filesOf([{ ...get, plugins: ['own'] }]))).toBe('1');
    await expect(archive([{ ...get, plugins: ['missing'] }])).rejects.toThrow(
      `The plugin missing is not installed in ${root}`,
    );
    await expect(archive([{ ...get, plugins: ['none'] }])).rejects.toThrow(
      'Expected an export "plugin" of esbuild in none',
    );
  });

  it('keeps what browsers load out of the bundle, under a name that changes with its content', async () => {
    await write('src/style.css', 'b { color: red }');
    await write('src/page.ts', 'import style from "./style.css"; export const handler = async () => style;');
    const [page] = await archive([entry('Page', 'src/page.ts', 'page.mjs')]);
    const [style, ...others] = page?.assets ?? [];
    expect(others).toEqual([]);
    expect(style).toMatchObject({ contentType: 'text/css; charset=utf-8' });
    expect(text(style?.bytes)).toBe('b { color: red }');
    expect(await run('page.mjs', await filesOf([entry('Page', 'src/page.ts', 'page.mjs')]))).toBe(
      style?.name,
    );
    await write('src/style.css', 'b { color: blue }');
    const [changed] = await archive([entry('Page', 'src/page.ts', 'page.mjs')]);
    expect(style?.name).toMatch(/^assets\/style-\w{8}\.css$/);
    expect(changed?.assets[0]?.name).not.toBe(style?.name);
  });

  it('makes the same archive of a function whatever is bundled beside it', async () => {
    await write(
      'src/shared.ts',
      'export const twice = (n: number) => { const result = n * 2; return result; };',
    );
    await write(
      'src/a.ts',
      'import { twice } from "./shared.ts"; export const handler = async () => twice(1);',
    );
    await write(
      'src/b.ts',
      'import { twice } from "./shared.ts"; export const handler = async () => twice(2);',
    );
    const [a, b] = [entry('A', 'src/a.ts', 'a.mjs'), entry('B', 'src/b.ts', 'b.mjs')];
    const together = await archive([b, a]);
    expect(together).toEqual([...(await archive([b])), ...(await archive([a]))]);
  });

  it('gives CommonJS packages a require for the modules of Node, and moves the map by that line', async () => {
    await write('node_modules/old/index.js', 'module.exports = require("path").basename("/a/b");');
    await write('src/get.ts', 'import old from "old";\nexport const handler = async () => old;');
    const files = await filesOf([entry('Get', 'src/get.ts', 'get.mjs')]);
    expect(await run('get.mjs', files)).toBe('b');
    expect(JSON.parse(text(files['get.mjs.map'])).mappings).toMatch(/^;[^;]/);
  });

  it("loads Node's own modules by require, which reads no export that is not used", async () => {
    await write(
      'src/get.ts',
      `import http, { request } from 'node:http'; import * as util from 'util';
      export const handler = async () => [http.request === request, util.types, await import('node:crypto')]
        .map((one) => typeof one).join();`,
    );
    const files = await filesOf([entry('Get', 'src/get.ts', 'get.mjs')]);
    expect(await run('get.mjs', files)).toBe('boolean,object,object');
    expect(
      [...text(files['get.mjs']).matchAll(/from ?['"]([^'"]+)|import\(/g)].map(([, name]) => name),
    ).toEqual(['node:module']);
  });

  it("keeps of the AWS SDK's manifests only the version, which is all that it reads", async () => {
    const manifest = { name: '@aws-sdk/some', version: '3.0.0', exports: './index.js', description: 'long' };
    await write('node_modules/@aws-sdk/some/package.json', JSON.stringify(manifest));
    await write(
      'node_modules/@aws-sdk/some/index.js',
      'import own from "./package.json"; export const version = own.version;',
    );
    await write(
      'src/get.ts',
      'import { version } from "@aws-sdk/some"; export const handler = async () => version;',
    );
    const files = await filesOf([entry('Get', 'src/get.ts', 'get.mjs')]);
    expect(await run('get.mjs', files)).toBe('3.0.0');
    expect(text(files['get.mjs'])).not.toContain('long');
  });

  it('names file, line and column of what does not compile', async () => {
    await write('src/get.ts', 'export const a = 1;\nimport x from "./missing.ts"; export const handler = x;');
    await expect(archive([entry('Get', 'src/get.ts', 'get.mjs')])).rejects.toThrow(
      'src/get.ts:2:15: Could not resolve "./missing.ts"',
    );
  });

  it('sends a directory and an archive as they are', async () => {
    await write('classes/App.class', 'java');
    await write('classes/lib/a.txt', 'a');
    await write('app.jar', 'jar');
    const [directory, jar] = await archive([
      { logicalId: 'Directory', kind: 'directory', path: join(root, 'classes') },
      { logicalId: 'Jar', kind: 'archive', path: join(root, 'app.jar') },
    ]);
    expect(Object.keys(unzipSync(directory?.bytes ?? new Uint8Array()))).toEqual(['App.class', 'lib/a.txt']);
    expect(text(jar?.bytes)).toBe('jar');
  });
});

const write = async (path: string, content: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
};

const entry = (logicalId: string, path: string, fileName: string) => ({
  logicalId,
  kind: 'entry' as const,
  fromLayers: [],
  entry: join(root, path),
  fileName,
  external: [],
  alias: {},
  plugins: [],
  architecture: 'arm64',
});

const archive = (code: FunctionCode[]) =>
  archiveFunctions(code, {
    root,
    report: (progress) => {
      throw new Error(`Unexpected ${JSON.stringify(progress)}`);
    },
  });

async function filesOf(code: FunctionCode[]) {
  const [first] = await archive(code);
  return unzipSync(first?.bytes ?? new Uint8Array());
}

async function run(name: string, files: Record<string, Uint8Array>): Promise<string> {
  await write(name, text(files[name]));
  const program = `import { handler } from './${name}'; process.stdout.write(await handler());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  });
}

const text = (bytes: Uint8Array = new Uint8Array()) => Buffer.from(bytes).toString();
