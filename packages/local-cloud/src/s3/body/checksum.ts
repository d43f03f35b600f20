import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';

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

const digests: Record<ChecksumAlgorithm, (bytes: Buffer) => Promise<Uint8Array>> = {
  async CRC32(bytes) {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(bytes));
    return digest;
  },
  CRC32C: (bytes) => digestWith(new Crc32c(), bytes),
  CRC64NVME: (bytes) => digestWith(new Crc64Nvme(), bytes),
  SHA1: async (bytes) => createHash('sha1').update(bytes).digest(),
  SHA256: async (bytes) => createHash('sha256').update(bytes).digest(),
};

/** The checksum of some bytes, in base64. */
export async function checksum(algorithm: ChecksumAlgorithm, bytes: Buffer): Promise<string> {
  return Buffer.from(await digests[algorithm](bytes)).toString('base64');
}

export function isChecksumAlgorithm(name: string | undefined): name is ChecksumAlgorithm {
  return checksumAlgorithms.some((algorithm) => algorithm === name);
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The checksum that an input brought for the whole of its body. */
export function checksumsOf(input: Checksums): Checksums {
  const algorithm = checksumAlgorithms.find((name) => input[`Checksum${name}`] !== undefined);
  if (algorithm === undefined) return {};
  return { [`Checksum${algorithm}`]: input[`Checksum${algorithm}`], ChecksumType: 'FULL_OBJECT' };
}

async function digestWith(
  state: { update(bytes: Uint8Array): void; digest(): Promise<Uint8Array> },
  bytes: Buffer,
): Promise<Uint8Array> {
  state.update(bytes);
  return state.digest();
}
