import type { CompletedPart, CompleteMultipartUploadCommandInput } from '@aws-sdk/client-s3';
import {
  algorithmOf,
  type ChecksumAlgorithm,
  type Checksums,
  checksum,
  checksumAlgorithms,
  fullChecksum,
  isChecksumAlgorithm,
} from '../body/checksum.ts';
import type { StoredBody } from '../body/stored-body.ts';
import { badDigest, invalidRequest, notImplemented } from '../errors.ts';
import type { MultipartUpload, UploadedPart } from '../state.ts';

type Completion = Pick<
  CompleteMultipartUploadCommandInput,
  'ChecksumType' | `Checksum${ChecksumAlgorithm}` | 'MpuObjectSize'
>;

/** Refuses a part whose checksum is of another algorithm than its upload's. */
export function checkAlgorithm(
  { checksumAlgorithm: expected, checksumType }: MultipartUpload,
  given: Checksums,
): void {
  const actual = algorithmOf(given);
  const isOptional = actual === undefined && checksumType !== 'COMPOSITE';
  if (expected === undefined || actual === expected || isOptional) return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
  );
}

/** Refuses to complete an upload with another checksum of a part than it was uploaded with, or without where one is due. */
export function checkNamedPart(
  { checksumAlgorithm: algorithm, checksumType }: MultipartUpload,
  named: CompletedPart,
  part: UploadedPart,
): 'invalid' | undefined {
  const given = checksumAlgorithms.filter((name) => named[`Checksum${name}`] !== undefined);
  const unknown = Object.keys(named).find(
    (member) => member.startsWith('Checksum') && !isChecksumAlgorithm(member.slice('Checksum'.length)),
  );
  if (unknown !== undefined) throw notImplemented(`${unknown} of a part`);
  if (algorithm === undefined) return given.length > 0 ? 'invalid' : undefined;
  const other = given.find((name) => name !== algorithm);
  if (other !== undefined) {
    throw badDigest(
      `The ${other.toLowerCase()} you specified for part ${named.PartNumber} did not match what we received.`,
    );
  }
  const member = `Checksum${algorithm}` as const;
  if (given.length > 0) return named[member] === part.checksums[member] ? undefined : 'invalid';
  if (checksumType !== 'COMPOSITE') return undefined;
  throw invalidRequest(
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${named.PartNumber} in the request.`,
  );
}

/** The checksum of the object that the parts make, where the request names no other; CRC64NVME unless the upload has an algorithm. */
export async function completedChecksum(
  upload: MultipartUpload,
  input: Completion,
  parts: readonly UploadedPart[],
  body: StoredBody,
): Promise<Checksums> {
  const { checksumAlgorithm: algorithm, checksumType } = upload;
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksumType) {
    throw invalidRequest(
      `The upload was created using the ${checksumType ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== body.length) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${body.length}`,
    );
  }
  const whole =
    checksumType === 'COMPOSITE' && algorithm
      ? await compositeChecksum(algorithm, parts)
      : await fullChecksum(algorithm ?? 'CRC64NVME', body);
  checkExpected(upload, input, whole);
  return whole;
}

/** A checksum without a type counts as composite, so that it matches no other. */
function checkExpected(upload: MultipartUpload, input: Completion, whole: Checksums): void {
  const given = checksumAlgorithms.filter((name) => input[`Checksum${name}`] !== undefined);
  const isComparable = upload.checksumType === (input.ChecksumType ?? 'COMPOSITE') || !upload.checksumType;
  const isWrong = given.some(
    (name) => input[`Checksum${name}`] !== whole[`Checksum${name}`] || !isComparable,
  );
  if (!isWrong) return;
  const name = upload.checksumAlgorithm ?? 'CRC64NVME';
  throw badDigest(`The ${name.toLowerCase()} you specified did not match the calculated checksum.`);
}

async function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly UploadedPart[],
): Promise<Checksums> {
  const member = `Checksum${algorithm}` as const;
  const digests = parts.map(({ checksums }) => Buffer.from(checksums[member] ?? '', 'base64'));
  const composite = await checksum(algorithm, Buffer.concat(digests));
  return { [member]: `${composite}-${parts.length}`, ChecksumType: 'COMPOSITE' };
}
