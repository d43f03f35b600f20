import { DeployError } from '../deploy-error.ts';

interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** What a native package is built for, in npm's words. */
export interface Platform {
  os: string;
  cpu: string;
  libc: string;
}

export interface Lock {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
}

/**
 * A lock file for the named packages alone, with everything they need at the versions `lock` has: on every
 * platform, or on the given one.
 */
export function lockSubset(lock: Lock, names: readonly string[], platform?: Platform): Lock {
  const kept: Record<string, LockedPackage> = {};
  const versions: Record<string, string> = {};
  for (const name of names) {
    const version = lock.packages[`node_modules/${name}`]?.version;
    if (!version) {
      throw new DeployError(
        `${name} is External in the template and not in package-lock.json: install it in the sample`,
      );
    }
    versions[name] = version;
    keep({ lock, platform, kept }, `node_modules/${name}`);
  }
  return { lockfileVersion: lock.lockfileVersion, packages: { '': { dependencies: versions }, ...kept } };
}

interface Walk {
  lock: Lock;
  platform: Platform | undefined;
  kept: Record<string, LockedPackage>;
}

function keep(walk: Walk, path: string): void {
  const { lock, platform, kept } = walk;
  const locked = lock.packages[path];
  if (!locked || kept[path] || !isBuiltFor(locked, platform)) return;
  const { dev: _, devOptional, ...entry } = locked;
  kept[path] = devOptional ? { ...entry, optional: true } : entry;
  for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
    const needed = nearest(lock, path, name);
    if (needed) keep(walk, needed);
  }
}

function isBuiltFor({ os, cpu, libc }: LockedPackage, platform: Platform | undefined): boolean {
  if (!platform) return true;
  const suits = (list: string[] | undefined, one: string) => !list || list.includes(one);
  return suits(os, platform.os) && suits(cpu, platform.cpu) && suits(libc, platform.libc);
}

// Node's own look-up: the package's node_modules first, then those around it.
function nearest(lock: Lock, from: string, name: string): string | undefined {
  const inside = `${from}/node_modules/${name}`;
  if (lock.packages[inside]) return inside;
  const around = from.lastIndexOf('/node_modules/');
  if (around >= 0) return nearest(lock, from.slice(0, around), name);
  return lock.packages[`node_modules/${name}`] && `node_modules/${name}`;
}
