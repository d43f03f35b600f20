import { DeployError } from '../deploy-error.ts';

interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

export interface Lock {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
}

/** A lock file for the named packages alone, with everything they need at the versions `lock` has. */
export function lockSubset(lock: Lock, names: readonly string[]): Lock {
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
    keep(lock, `node_modules/${name}`, kept);
  }
  return { lockfileVersion: lock.lockfileVersion, packages: { '': { dependencies: versions }, ...kept } };
}

function keep(lock: Lock, path: string, kept: Record<string, LockedPackage>): void {
  const locked = lock.packages[path];
  if (!locked || kept[path]) return;
  const { dev: _, devOptional, ...entry } = locked;
  kept[path] = devOptional ? { ...entry, optional: true } : entry;
  for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
    const needed = nearest(lock, path, name);
    if (needed) keep(lock, needed, kept);
  }
}

// Node's own look-up: the package's node_modules first, then those around it.
function nearest(lock: Lock, from: string, name: string): string | undefined {
  const inside = `${from}/node_modules/${name}`;
  if (lock.packages[inside]) return inside;
  const around = from.lastIndexOf('/node_modules/');
  if (around >= 0) return nearest(lock, from.slice(0, around), name);
  return lock.packages[`node_modules/${name}`] && `node_modules/${name}`;
}
