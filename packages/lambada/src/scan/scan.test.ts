import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ParsedFiles } from './load-program.ts';
import { scan } from './scan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lambada-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const index = path.resolve(import.meta.dirname, '../index.ts');
const compilerOptions = {
  experimentalDecorators: true,
  module: 'preserve',
  target: 'es2024',
  lib: ['es2015'],
  types: [],
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  paths: { lambada: [index] },
};

function scanFiles(files: Record<string, string | object>, only?: string[], parsedFiles?: ParsedFiles) {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const project = {
    tsconfig: path.join(folder, 'tsconfig.json'),
    title: 'api',
    version: '1.2.3',
    description: 'Of a test.',
    authorizers: { users: { kind: 'cognito', userPoolArns: ['arn'] } as const },
    ...(only && { files: only.map((name) => path.join(folder, name)) }),
  };
  return scan(project, parsedFiles);
}

const source = (path: string) => `import { Authorized, GET, Path } from 'lambada';
@Path('${path}') export class Api { @GET @Authorized('users') get(): string { return ''; } }`;

test('scans the files of a tsconfig, with the authorizers of the settings', () => {
  const { model, diagnostics } = scanFiles({ 'tsconfig.json': { compilerOptions }, 'a.ts': source('/a') });
  expect(diagnostics).toEqual([]);
  expect(model).toMatchObject({
    title: 'api',
    version: '1.2.3',
    description: 'Of a test.',
    classes: [{ file: 'a.ts', operations: [{ path: '/a', authorizer: 'users' }] }],
    authorizers: { users: { kind: 'cognito' } },
  });
});

test('scans the files that it is given and those that they import, and no others', () => {
  const files = {
    'tsconfig.json': { compilerOptions },
    'a.ts': source('/a'),
    'b.ts': `import './c.ts';`,
    'c.ts': source('/c'),
  };
  expect(scanFiles(files, ['b.ts']).model?.classes.map(({ path }) => path)).toEqual(['/c']);
});

test('leaves tests out, and resolves the path of a tsconfig from the working folder', () => {
  scanFiles({ 'tsconfig.json': { compilerOptions }, 'a.ts': source('/a'), 'a.test.ts': source('/b') });
  const tsconfig = path.relative(process.cwd(), path.join(folder, 'tsconfig.json'));
  const { model } = scan({ tsconfig, title: 'api', version: '1', authorizers: { users: { kind: 'iam' } } });
  expect(model?.classes.map(({ file, path }) => [file, path])).toEqual([['a.ts', '/a']]);
});

test('sees what has changed since the scan whose files it is given', () => {
  const parsedFiles: ParsedFiles = new Map();
  const files = (path: string) => ({
    'tsconfig.json': { compilerOptions },
    'a.ts': source(path),
    'b.ts': '',
  });
  const pathsOf = (path: string) =>
    scanFiles(files(path), undefined, parsedFiles).model?.classes.map((each) => each.path);
  expect(pathsOf('/a')).toEqual(['/a']);
  const unchanged = parsedFiles.get(path.join(folder, 'b.ts'));
  expect(pathsOf('/changed')).toEqual(['/changed']);
  expect(parsedFiles.get(path.join(folder, 'b.ts'))).toBe(unchanged);
});

test('reports a tsconfig without what annotations need', () => {
  const loose = { ...compilerOptions, experimentalDecorators: false, strict: false };
  const { model, diagnostics } = scanFiles({
    'tsconfig.json': { compilerOptions: loose },
    'a.ts': source('/a'),
  });
  expect(model).toBeUndefined();
  expect(diagnostics).toMatchObject([
    { file: 'tsconfig.json', line: 1, column: 1, code: 'experimental-decorators' },
    { file: 'tsconfig.json', line: 1, column: 1, code: 'strict' },
  ]);
});

test('reports a tsconfig that is not there', () => {
  const { diagnostics } = scan({ tsconfig: path.join(folder, 'missing.json'), title: 'api', version: '1' });
  expect(diagnostics[0]).toMatchObject({ file: 'missing.json', line: 1, code: 'typescript' });
  expect(diagnostics[0]?.message).toMatch(/missing\.json/);
});

test('reports a file that is not there', () => {
  const { diagnostics } = scanFiles({ 'tsconfig.json': { compilerOptions } }, ['missing.ts']);
  expect(diagnostics.map(({ message }) => message).join()).toMatch(/missing\.ts' not found/);
});

test('reports a syntax error at its place', () => {
  const { diagnostics } = scanFiles({
    'tsconfig.json': { compilerOptions },
    'a.ts': `${source('/a')}\nexport const = 1;`,
  });
  expect(diagnostics[0]).toEqual({
    file: 'a.ts',
    line: 3,
    column: 14,
    code: 'typescript',
    message: 'Variable declaration expected.',
  });
});
