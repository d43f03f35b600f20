import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'apilogs-'));
/** Another project: it has the tarball and, from here, the packages that it depends on. */
const project = path.join(folder, 'project');
const installed = path.join(project, 'node_modules/@samples/apilogs');

function run(command: string, args: string[], cwd: string): string {
  const PATH = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH, npm_config_ignore_scripts: 'false', npm_config_update_notifier: 'false' },
    shell: process.platform === 'win32',
  });
}

beforeAll(() => {
  const copy = path.join(folder, 'packages/apilogs');
  for (const name of ['src', 'bin', 'package.json', 'tsconfig.build.json', 'README.md', 'LICENSE'])
    cpSync(path.join(import.meta.dirname, '..', name), path.join(copy, name), { recursive: true });
  for (const name of ['tsconfig.base.json', 'scripts/pack.ts'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const printed = run('npm', ['pack', '--json', '--pack-destination', folder], copy);
  const tarball = /"filename":\s*"([^"]+)"/.exec(printed)?.[1] ?? '';
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', path.join(folder, tarball), '-C', installed, '--strip-components=1'], folder);
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
    const link = path.join(project, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link, 'junction');
  }
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the packed package, in another project', () => {
  it('has the command', () => {
    const output = run('node', [path.join(installed, 'bin/apilogs.js'), 'get', '--help'], project);
    expect(output).toContain('Usage: apilogs get [options]');
  });

  it('depends on nothing of this repository', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies).filter((name) => name.startsWith('@samples/'))).toEqual([]);
  });

  it('runs in plain Node, and has types that a strict project can use', () => {
    const consumer = `import { createClients, type LogEvent, readLogs } from '@samples/apilogs';
const reading: AsyncIterable<LogEvent> = readLogs({ client: createClients({ region: 'eu-west-1' }).logs, sources: [], startTime: 0 });
for await (const event of reading) console.log(event.message);
console.log('read');
`;
    writeFileSync(path.join(project, 'consumer.ts'), consumer);
    const options = {
      strict: true,
      noEmit: true,
      module: 'NodeNext',
      target: 'ES2024',
      types: ['node'],
      skipLibCheck: true,
    };
    writeFileSync(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }),
    );
    expect(run('tsc', ['-p', '.'], project)).toBe('');
    expect(run('node', ['consumer.ts'], project)).toBe('read\n');
  });
});
