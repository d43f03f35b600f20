import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from '../run-npm.ts';
import { copyInstalled } from './copy-installed.ts';
import { type Lock, lockSubset, type Platform } from './lock-subset.ts';

export interface ExternalModules {
  root: string;
  names: readonly string[];
  architecture: string;
  signal?: AbortSignal | undefined;
}

/**
 * A directory with a `node_modules` that holds the named packages, and what they need, as the repository's lock
 * file has them, for Lambda's platform. Copied when the repository has them installed, which needs no registry, else
 * installed by npm; once, then found again under `node_modules/.cache`.
 */
export async function installExternalModules(options: ExternalModules): Promise<string> {
  const { root, names, architecture } = options;
  const whole: Lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const lock = lockSubset(whole, names);
  const text = JSON.stringify(lock);
  const cache = join(root, 'node_modules', '.cache', 'external-modules');
  const place = join(cache, createHash('sha256').update(`${architecture} ${text}`).digest('hex'));
  if (await stat(place).catch(() => undefined)) return place;

  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'staging-'));
  try {
    const platform: Platform = {
      os: 'linux',
      cpu: architecture === 'arm64' ? 'arm64' : 'x64',
      libc: 'glibc',
    };
    const isCopied = await copyInstalled(lockSubset(whole, names, platform), root, staging);
    if (!isCopied) {
      await writeFile(join(staging, 'package-lock.json'), text);
      await writeFile(join(staging, 'package.json'), JSON.stringify(lock.packages['']));
      await npmCi(staging, platform, options);
    }
    // Two deployments may install the same: the second finds the place taken, by the same content.
    await rename(staging, place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
    });
    return place;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function npmCi(cwd: string, { os, cpu, libc }: Platform, { names, signal }: ExternalModules): Promise<void> {
  const options = ['--omit=dev', '--ignore-scripts', `--os=${os}`, `--cpu=${cpu}`, `--libc=${libc}`];
  const failure = `npm could not install ${names.join(', ')} for ${os} ${cpu}`;
  return runNpm(['ci', ...options], { cwd, failure, signal });
}
