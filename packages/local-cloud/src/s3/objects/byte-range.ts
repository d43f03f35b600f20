import { ServiceError } from '../../aws/service-error.ts';

/** Both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The bytes that a `Range` header asks for. `undefined` means the whole object: no header, one that is not a range of
 * bytes, or several ranges, which S3 ignores. Throws `InvalidRange` when no byte of it exists.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, start = '', end = ''] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? [];
  if (start === '' && end === '') return undefined;
  const range =
    start === ''
      ? { first: Math.max(0, size - Number(end)), last: size - 1 }
      : { first: Number(start), last: end === '' ? size - 1 : Math.min(Number(end), size - 1) };
  if (start !== '' && end !== '' && Number(end) < Number(start)) return undefined;
  if (range.first <= range.last) return range;
  throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416, {
    ActualObjectSize: size,
    RangeRequested: header,
  });
}
