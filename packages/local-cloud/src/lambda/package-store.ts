import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { explainSystemFailure } from '../system-failure.ts';
import { invalidParameter, lambdaError } from './errors.ts';
import { unzipPackage } from './unzip-package.ts';

/** A deployment package, unpacked. */
export interface PackageCode {
  /** Base64, as AWS shows it. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  /** Bytes of its files. */
  readonly unpackedSize: number;
  readonly folder: string;
  /** The file of the package as it came, beside its folder; merged packages have none. */
  readonly zip?: string;
}

/** The unpacked packages of a cloud: one folder for each content, shared by all functions and environments. */
export interface PackageStore {
  /** Rejects with ServiceError for a zip that is refused, and where the disk is full or cannot be written. */
  unpack(zip: Buffer): Promise<PackageCode>;
  /** The packages in one folder, where files of the same name are those of the last package that has them. */
  merge(packages: readonly PackageCode[]): Promise<PackageCode | undefined>;
  /** By the name of its folder. */
  named(name: string): PackageCode | undefined;
  /** False once it is removed. */
  has(code: PackageCode): boolean;
  /** To be called when no version uses it; forgotten at once, then removed from the disk. */
  remove(code: PackageCode): Promise<void>;
}

export function createPackageStore(folder: string): PackageStore {
  const unpacked = new Map<string, Promise<PackageCode>>();
  const onDisk = new Set<PackageCode>();

  /** One folder for each content, which `fill` makes and returns the size of. */
  function keep(
    digest: Buffer,
    size: number,
    fill: (target: string) => Promise<number>,
    zip?: Buffer,
  ): Promise<PackageCode> {
    const sha256 = digest.toString('base64');
    const known = unpacked.get(sha256);
    if (known) return known;
    // Never the folder that the same content had earlier: it may still be in removal.
    const target = join(folder, `${digest.toString('hex').slice(0, 16)}-${randomUUID().slice(0, 8)}`);
    const made = fillNew(target, fill, zip).then((unpackedSize) => {
      const code = { sha256, size, unpackedSize, folder: target, ...(zip && { zip: zipFile(target) }) };
      onDisk.add(code);
      return code;
    });
    unpacked.set(sha256, made);
    made.catch(() => unpacked.delete(sha256));
    return made;
  }

  return {
    unpack(zip) {
      const digest = createHash('sha256').update(zip).digest();
      return keep(digest, zip.length, (target) => unzipPackage(zip, target), zip);
    },
    async merge(packages) {
      const [first, ...others] = packages;
      if (others.length === 0) return first;
      const hash = createHash('sha256');
      for (const { sha256 } of packages) hash.update(sha256);
      return keep(hash.digest(), 0, (target) => copyAll(packages, target));
    },
    named: (name) => [...onDisk].find((code) => basename(code.folder) === name),
    has: (code) => onDisk.has(code),
    async remove(code) {
      onDisk.delete(code);
      unpacked.delete(code.sha256);
      await removeFiles(code.folder);
    },
  };
}

async function fillNew(
  target: string,
  fill: (target: string) => Promise<number>,
  zip: Buffer | undefined,
): Promise<number> {
  try {
    await mkdir(target, { recursive: true });
    const size = await fill(target);
    if (zip) await writeFile(zipFile(target), zip);
    return size;
  } catch (error) {
    await removeFiles(target).catch(() => {});
    const explanation = explainSystemFailure(error);
    throw explanation ? lambdaError('ServiceException', explanation, 500, { Type: 'Service' }) : error;
  }
}

function zipFile(folder: string): string {
  return `${folder}.zip`;
}

async function removeFiles(folder: string): Promise<void> {
  await Promise.all([rm(folder, { recursive: true, force: true }), rm(zipFile(folder), { force: true })]);
}

async function copyAll(packages: readonly PackageCode[], target: string): Promise<number> {
  let bytes = 0;
  for (const { folder, unpackedSize } of packages) {
    bytes += unpackedSize;
    await cp(folder, target, { recursive: true, mode: constants.COPYFILE_FICLONE }).catch((error) => {
      if (!/^ERR_FS_CP_(NON_)?DIR_TO/.test(error.code)) throw error;
      throw invalidParameter('One layer has a folder where another has a file of the same name.');
    });
  }
  return bytes;
}
