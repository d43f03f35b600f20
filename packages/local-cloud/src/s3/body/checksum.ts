import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { chunksOf, type StoredBody } from './stored-body.ts';

/** An object's checksums in base64, under the names that AWS's inputs and outputs have for them. */
export interface Checksums {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT' | undefined;
}

export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

interface Digest {
  update(bytes: Buffer): unknown;
  digest(): Buffer | Promise<Uint8Array>;
}

const digests: Record<ChecksumAlgorithm | 'MD5', () => Digest> = {
  CRC32() {
    let sum = 0;
    return {
      update: (bytes) => {
        sum = crc32(bytes, sum);
      },
      digest() {
        const digest = Buffer.alloc(4);
        digest.writeUInt32BE(sum);
        return digest;
      },
    };
  },
  CRC32C: () => new Crc32c(),
  CRC64NVME: () => new Crc64Nvme(),
  MD5: () => createHash('md5'),
  SHA1: () => createHash('sha1'),
  SHA256: () => createHash('sha256'),
};

/** The digest of some bytes. A large body is read in chunks, so that it does not hold up other requests. */
export async function digestOf(
  algorithm: ChecksumAlgorithm | 'MD5',
  body: Buffer | StoredBody,
): Promise<Buffer> {
  const digest = digests[algorithm]();
  const pieces = Buffer.isBuffer(body) ? [{ start: 0, length: body.length, source: body }] : body.pieces;
  for await (const chunk of chunksOf({ length: body.length, pieces })) digest.update(chunk);
  return Buffer.from(await digest.digest());
}

/** The checksum of a whole object. */
export async function fullChecksum(
  algorithm: ChecksumAlgorithm,
  body: Buffer | StoredBody,
): Promise<Checksums> {
  return { [`Checksum${algorithm}`]: await checksum(algorithm, body), ChecksumType: 'FULL_OBJECT' };
}

/** The checksum of some bytes, in base64. */
export async function checksum(algorithm: ChecksumAlgorithm, body: Buffer | StoredBody): Promise<string> {
  return (await digestOf(algorithm, body)).toString('base64');
}

/** The algorithm of some checksums, of which there is one at most. */
export function algorithmOf(checksums: Checksums): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((name) => checksums[`Checksum${name}`] !== undefined);
}

export function isChecksumAlgorithm(name: string | undefined): name is ChecksumAlgorithm {
  return checksumAlgorithms.some((algorithm) => algorithm === name);
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The checksum that an input brought for the whole of its body. */
export function checksumsOf(input: Checksums): Checksums {
  const algorithm = algorithmOf(input);
  if (algorithm === undefined) return {};
  return { [`Checksum${algorithm}`]: input[`Checksum${algorithm}`], ChecksumType: 'FULL_OBJECT' };
}
