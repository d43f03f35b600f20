import { ServiceError } from '../../aws/service-error.ts';
import type { Checksums } from '../body/checksum.ts';
import { invalidRequest } from '../errors.ts';
import type { ObjectContent } from '../state.ts';
import { type ByteRange, byteRange } from './byte-range.ts';

interface RangeInput {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
}

export interface ObjectRange extends Partial<ByteRange> {
  /** What is known of the bytes themselves. */
  readonly checksums: Checksums;
  readonly partsCount?: number | undefined;
}

/** The bytes that a reader asks for by a range or by the number of a part; without first and last, all. */
export function objectRange(content: ObjectContent, { Range, PartNumber }: RangeInput): ObjectRange {
  const { body, checksums } = content;
  if (PartNumber !== undefined) {
    if (Range === undefined) return partRange(content, PartNumber);
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  const range = byteRange(Range, body.length);
  if (!range) return { checksums };
  return { ...range, checksums: range.last - range.first + 1 === body.length ? checksums : {} };
}

/** An object that was not uploaded in parts is its own first part. */
function partRange({ body, parts, checksums }: ObjectContent, asked: number): ObjectRange {
  const all = parts ?? [{ number: 1, size: body.length, checksums }];
  const at = all.findIndex(({ number }) => number === asked);
  const part = all[at];
  if (!part) {
    throw new ServiceError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
      ActualPartCount: all.length,
      PartNumberRequested: asked,
    });
  }
  const first = all.slice(0, at).reduce((sum, { size }) => sum + size, 0);
  const type = checksums.ChecksumType;
  const own = type === 'COMPOSITE' ? { ...part.checksums, ChecksumType: type } : {};
  return {
    first,
    last: first + part.size - 1,
    checksums: all.length === 1 && type !== 'COMPOSITE' ? checksums : own,
    partsCount: parts?.length,
  };
}
