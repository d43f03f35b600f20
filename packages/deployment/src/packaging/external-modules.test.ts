import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installExternalModules } from './external-modules.ts';
import { directoryEntries } from './zip.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'external-modules-'));
  await write('package-lock.json', { lockfileVersion: 3, packages: locked });
});
afterEach(() => rm(root, { recursive: true }));

describe('the modules a function needs beside its bundle', () => {
  it('are copied where this machine has them all for the platform, and what they do not need stays', async () => {
    await install('native', '1.0.0');
    await install('native/node_modules/inner', '3.0.0');
    await install('@native/linux-x64', '1.0.0');
    await install('other', '1.0.0');
    const directory = await installExternalModules({ root, names: ['native'], architecture: 'x86_64' });
    const names = (await directoryEntries(directory)).map(([name]) => name);
    expect(names.sort()).toEqual([
      'node_modules/@native/linux-x64/index.node',
      'node_modules/@native/linux-x64/package.json',
      'node_modules/native/index.node',
      'node_modules/native/node_modules/inner/index.node',
      'node_modules/native/node_modules/inner/package.json',
      'node_modules/native/package.json',
    ]);
  });

  it('are the same files the second time, without a look at what is installed', async () => {
    for (const name of ['native', 'native/node_modules/inner', '@native/linux-x64']) {
      await install(name, name.endsWith('inner') ? '3.0.0' : '1.0.0');
    }
    const modules = { root, names: ['native'], architecture: 'x86_64' };
    const directory = await installExternalModules(modules);
    await write('node_modules/native/index.node', 'changed');
    expect(await installExternalModules(modules)).toBe(directory);
    expect(await readFile(join(directory, 'node_modules/native/index.node'), 'utf8')).toBe('"native 1.0.0"');
  });

  it.each([
    ['one is built for another platform', 'arm64', '1.0.0'],
    ['one has another version', 'x86_64', '0.9.0'],
  ])('are asked of npm where %s, at the versions of the lock file', async (_, architecture, version) => {
    await install('native', version);
    await install('native/node_modules/inner', '3.0.0');
    await install('@native/linux-x64', '1.0.0');
    const names = ['native'];
    await using registry = await emptyRegistry();
    const modules = { root, names, architecture };
    await write('package-lock.json', { lockfileVersion: 3, packages: resolvedAt(registry.url) });
    const cpu = architecture === 'arm64' ? 'arm64' : 'x64';
    await expect(installExternalModules(modules)).rejects.toThrow(
      `npm could not install native for linux ${cpu}:\n`,
    );
    expect(registry.asked).toContain(`/@native/linux-${cpu}/1.0.0.tgz`);
    expect(registry.asked).not.toContain(`/@native/linux-${cpu === 'x64' ? 'arm64' : 'x64'}/1.0.0.tgz`);
  });
});

const built = (cpu: string) => ({
  version: '1.0.0',
  os: ['linux'],
  cpu: [cpu],
  libc: ['glibc'],
  optional: true,
});

const locked: Record<string, object> = {
  '': { dependencies: { native: '1.0.0', other: '1.0.0' } },
  'node_modules/native': {
    version: '1.0.0',
    dependencies: { inner: '^3.0.0' },
    optionalDependencies: { '@native/linux-x64': '1.0.0', '@native/linux-arm64': '1.0.0' },
  },
  'node_modules/native/node_modules/inner': { version: '3.0.0' },
  'node_modules/@native/linux-x64': built('x64'),
  'node_modules/@native/linux-arm64': built('arm64'),
  'node_modules/other': { version: '1.0.0' },
};

function resolvedAt(url: string): Record<string, object> {
  const entries = Object.entries(locked).map(([path, entry]): [string, object] => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return path ? [path, { ...entry, resolved: `${url}/${name}/1.0.0.tgz` }] : [path, entry];
  });
  return Object.fromEntries(entries);
}

/** A registry that has no package, and remembers what it was asked for. */
async function emptyRegistry() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function install(name: string, version: string): Promise<void> {
  await write(`node_modules/${name}/package.json`, { name, version });
  await write(`node_modules/${name}/index.node`, `${name} ${version}`);
}

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), JSON.stringify(content));
}
