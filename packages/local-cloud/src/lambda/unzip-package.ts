import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ServiceError } from '../aws/service-error.ts';
import { maxPackageEntries, maxUnpackedBytes } from './limits.ts';

/**
 * Unpacks a deployment package into an empty folder. Refuses damaged archives, names that lead out of the folder, links
 * and devices, entries larger than declared, and too many or too large entries. Returns the size of all files in bytes.
 */
export async function unzipPackage(zip: Buffer, folder: string): Promise<number> {
  const archive = await refuseDamage(open(zip));
  if (archive.entryCount > maxPackageEntries) throw tooLarge();
  let declared = 0;
  await refuseDamage(
    (async () => {
      for await (const entry of archive.eachEntry()) {
        declared += entry.uncompressedSize;
        if (declared > maxUnpackedBytes) throw tooLarge();
        await writeEntry(archive, entry, folder);
      }
    })(),
  );
  return declared;
}

/** yauzl refuses absolute names, `..` and backslashes, and reads no more of an entry than its declared size. */
function open(zip: Buffer): Promise<ZipFile> {
  return fromBufferPromise(zip, {
    lazyEntries: true,
    decodeStrings: true,
    validateEntrySizes: true,
    strictFileNames: true,
  });
}

async function writeEntry(archive: ZipFile, entry: Entry, folder: string): Promise<void> {
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (![0, regularFile, directory].includes(unixType)) {
    throw badZip(`The entry ${entry.fileName} is neither a file nor a folder.`);
  }
  const path = join(folder, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const content = await archive.openReadStreamPromise(entry);
  let checksum = 0;
  await pipeline(
    content,
    async function* summed(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o555, flags: 'wx' }),
  );
  if (checksum !== entry.crc32) throw badZip(`The checksum of the entry ${entry.fileName} is wrong.`);
}

const regularFile = 0o100000;
const directory = 0o040000;

async function refuseDamage<T>(unpacking: Promise<T>): Promise<T> {
  try {
    return await unpacking;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    if (!(error instanceof Error)) throw badZip(String(error));
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (['EEXIST', 'ENOTDIR', 'EISDIR'].includes(code)) throw badZip('Two entries have the same name.');
    if (code === 'ENAMETOOLONG') throw badZip('The name of an entry is too long.');
    // Anything else of the system is a fault of this machine, not of the archive.
    throw syscall === undefined ? badZip(error.message) : error;
  }
}

function badZip(detail: string): ServiceError {
  return new ServiceError(
    'InvalidParameterValueException',
    `Could not unzip uploaded file. Please check your file, then try to upload again. (${detail})`,
    400,
    { Type: 'User' },
  );
}

function tooLarge(): ServiceError {
  const message = `Unzipped size must be smaller than ${maxUnpackedBytes} bytes`;
  return new ServiceError('InvalidParameterValueException', message, 400, { Type: 'User' });
}
