import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explainSystemFailure } from '../system-failure.ts';
import { lambdaError } from './errors.ts';
import { unzipPackage } from './unzip-package.ts';

/** A deployment package, unpacked. */
export interface PackageCode {
  /** Base64, as AWS shows it. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  readonly folder: string;
}

/** The unpacked packages of a cloud: one folder for each content, shared by all functions and environments. */
export interface PackageStore {
  /** Rejects with ServiceError for a zip that is refused, and where the disk is full or cannot be written. */
  unpack(zip: Buffer): Promise<PackageCode>;
  /** To be called when no version uses it; forgotten at once, then removed from the disk. */
  remove(code: PackageCode): Promise<void>;
}

export function createPackageStore(folder: string): PackageStore {
  const unpacked = new Map<string, Promise<PackageCode>>();

  async function unpackNew(zip: Buffer, digest: Buffer): Promise<PackageCode> {
    // Never the folder that the same content had earlier: it may still be in removal.
    const target = join(folder, `${digest.toString('hex').slice(0, 16)}-${randomUUID().slice(0, 8)}`);
    try {
      await mkdir(target, { recursive: true });
      await unzipPackage(zip, target);
    } catch (error) {
      await rm(target, { recursive: true, force: true }).catch(() => {});
      const explanation = explainSystemFailure(error);
      throw explanation ? lambdaError('ServiceException', explanation, 500, { Type: 'Service' }) : error;
    }
    return { sha256: digest.toString('base64'), size: zip.length, folder: target };
  }

  return {
    unpack(zip) {
      const digest = createHash('sha256').update(zip).digest();
      const key = digest.toString('base64');
      const known = unpacked.get(key) ?? unpackNew(zip, digest);
      unpacked.set(key, known);
      known.catch(() => unpacked.delete(key));
      return known;
    },
    async remove(code) {
      unpacked.delete(code.sha256);
      await rm(code.folder, { recursive: true, force: true });
    },
  };
}
