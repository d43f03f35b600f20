import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'sam-transform-'));
/** A project outside this repository, with nothing but the tarball and its dependencies. */
const project = path.join(folder, 'project');

function run(command: string, args: string[], cwd: string): string {
  const PATH = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    // npm runs no script of a package where it was itself started in this repository.
    env: {
      ...process.env,
      PATH,
      npm_config_ignore_scripts: 'false',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    },
    shell: process.platform === 'win32',
  });
}

/** A copy of the package in a copy of its surroundings: packing changes its manifest for a moment. */
function copyPackage(): string {
  const copy = path.join(folder, 'packages/sam-transform');
  const names = ['src', 'docs', 'package.json', 'tsconfig.build.json', 'README.md', 'LICENSE'];
  for (const name of names)
    cpSync(path.join(import.meta.dirname, '..', name), path.join(copy, name), { recursive: true });
  for (const name of ['tsconfig.base.json', 'scripts/pack.ts'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return copy;
}

const consumer = `
import { transformSam } from '@samples/sam-transform';
const Properties = { Handler: 'h', Runtime: 'nodejs24.x', CodeUri: 's3://b/k', AutoPublishAlias: 'live' };
const options = { region: 'us-east-1' };
const sound = transformSam({ Resources: { F: { Type: 'AWS::Serverless::Function', Properties } } }, options);
const broken = transformSam({ Resources: { F: { Type: 'AWS::Serverless::Function' } } }, options);
const outcome = [Object.keys(sound.template?.Resources ?? {}), broken.errors?.map(({ resource }) => resource)];
`;
const outcome = [['F', 'FVersion03ba323aca', 'FAliaslive', 'FRole'], ['F']];

beforeAll(() => {
  const copy = copyPackage();
  mkdirSync(project);
  const printed = run('npm', ['pack', '--json', '--pack-destination', project], copy);
  const tarball = /"filename":\s*"([^"]+)"/.exec(printed)?.[1] ?? '';
  // Nothing may be found in a folder above.
  rmSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const hashes = path.join(root, 'node_modules/@noble/hashes');
  run('npm', ['install', '--no-audit', '--no-fund', '--install-links', `./${tarball}`, hashes], project);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the packed package, in an empty folder', () => {
  it('runs in plain Node', () => {
    writeFileSync(path.join(project, 'consumer.mjs'), `${consumer}console.log(JSON.stringify(outcome));`);
    expect(JSON.parse(run('node', ['consumer.mjs'], project))).toEqual(outcome);
  });

  it('has types that a strict project can use, with no types of Node', () => {
    const typed = `${consumer}export const ids: readonly unknown[] = outcome;
      // @ts-expect-error: an option of another name
      transformSam({ Resources: {} }, { regoin: 'us-east-1' });`;
    writeFileSync(path.join(project, 'consumer.ts'), typed);
    const compilerOptions = { strict: true, noEmit: true, module: 'NodeNext', target: 'ES2024', types: [] };
    writeFileSync(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
    );
    expect(run('tsc', ['-p', '.'], project)).toBe('');
  });

  it('runs in a browser’s context, where nothing of Node is', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `${consumer}globalThis.outcome = JSON.stringify(outcome);`, resolveDir: project },
      bundle: true,
      format: 'iife',
      platform: 'browser',
      write: false,
    });
    const context = createContext({ TextEncoder, URLSearchParams });
    new Script(outputFiles[0]?.text ?? '').runInContext(context);
    expect(JSON.parse(String(context.outcome))).toEqual(outcome);
  });
});
