import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs packages into a folder below the given one, apart from this repository's lock file, and returns it. Where
 * that fails the reason is printed and `undefined` is returned: what needs the packages is left out.
 */
export async function installPeer(
  below: string,
  name: string,
  packages: readonly string[],
): Promise<string | undefined> {
  const folder = path.join(below, name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), '{"private":true}');
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  // serverless-offline asks for Serverless 4, which wants a login; osls is the open continuation of Serverless 3.
  const options = ['--ignore-scripts', '--legacy-peer-deps', ...quiet];
  try {
    await run('npm', ['install', ...options, ...packages], { cwd: folder, timeout: 180_000 });
    return folder;
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || String(error);
    console.error(`Left out: ${name}, because ${packages.join(' and ')} could not be installed. ${reason}`);
    return undefined;
  }
}
