import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Runs a command with the Node.js of this repository; returns what it prints. */
export function run(
  command: string,
  args: string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): string {
  const PATH = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH,
      npm_config_ignore_scripts: 'false',
      npm_config_update_notifier: 'false',
      ...environment,
    },
    shell: process.platform === 'win32',
  });
}

/** Packs a copy of the package, because packing rewrites its manifest for a moment; returns the tarball's path. */
export function packCopy(folder: string): string {
  const copy = path.join(folder, 'packages/lambada');
  const names = ['src', 'bin', 'template', 'package.json', 'tsconfig.build.json', 'README.md', 'LICENSE'];
  for (const name of names)
    cpSync(path.join(import.meta.dirname, '..', name), path.join(copy, name), { recursive: true });
  mkdirSync(path.join(folder, 'scripts'));
  for (const name of ['tsconfig.base.json', 'scripts/pack.ts'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  run('npm', ['pack', '--pack-destination', folder], copy);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack made no tarball in ${folder}`);
  return path.join(folder, tarball);
}
