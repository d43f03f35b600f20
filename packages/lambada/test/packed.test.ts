import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from './cloud-process.ts';
import { packCopy, root, run } from './packed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lambada-'));
const project = path.join(folder, 'my-api');
const command = path.join(root, 'packages/lambada/bin/lambada.js');
let tarball: string;

beforeAll(() => {
  tarball = packCopy(folder);
  run('node', [command, 'new', 'my-api', '--package', tarball], folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A project with what `npm install` would install: the tarball and, from here, the packages that it depends on. */
function installFromHere(): void {
  const installed = path.join(project, 'node_modules/@samples/lambada');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], folder);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node', 'vitest', 'typescript']) {
    const link = path.join(project, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link, 'junction');
  }
}

describe('a project that lambada new makes', () => {
  it('has the versions of this repository', () => {
    const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).devDependencies;
    const { devDependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
    for (const [name, version] of Object.entries(devDependencies)) expect(version).toBe(own[name]);
  });

  it('depends on nothing of this repository that is not in the tarball', () => {
    const text = run('tar', ['-xzOf', tarball, 'package/package.json'], folder);
    const { dependencies } = JSON.parse(text);
    expect(Object.keys(dependencies).filter((name) => name.startsWith('@samples/'))).toEqual([]);
  });

  it('refuses a folder that is there, and a name that is not a name of a stack', () => {
    const refused = (args: string[]) => {
      try {
        run('node', [command, 'new', ...args], folder, { FORCE_COLOR: '0' });
      } catch (error) {
        return error as { status: number; stderr: string };
      }
      throw new Error('It was not refused');
    };
    expect(refused(['my-api', '--package', tarball])).toMatchObject({ status: 2 });
    expect(refused(['My_Api', '--package', tarball]).stderr).toContain('Expected lower-case words');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('passes its tests and its types, and makes a project of its own', () => {
    installFromHere();
    expect(run('npx', ['tsc', '-p', '.'], project)).toBe('');
    run('npx', ['vitest', 'run'], project);
    const own = path.join(project, 'node_modules/@samples/lambada/bin/lambada.js');
    run('node', [own, 'new', 'another'], folder);
    expect(readdirSync(path.join(folder, 'another'))).toContain('lambada.tgz');
  });

  it.runIf(process.env.REQUIRE_REGISTRY === '1')(
    'installs, passes its tests here and deployed, and deploys (needs the npm registry: REQUIRE_REGISTRY=1)',
    { timeout: 10 * 60_000 },
    async () => {
      rmSync(path.join(project, 'node_modules'), { recursive: true, force: true });
      run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], project);
      run('npm', ['test'], project);
      const cloud = await startCloud();
      const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
      try {
        const printed = run('npm', ['run', '--silent', 'deploy'], project, {
          AWS_ENDPOINT_URL: cloud.url,
          ...keys,
        });
        expect(printed).toContain('my-api is deployed');
        run('npm', ['test'], project, { API_URL: printed.trim().split('\n').at(-1) });
      } finally {
        await cloud.stop();
      }
    },
  );
});
