import type {
  GetObjectAttributesCommandInput,
  GetObjectAttributesOutput,
  ObjectPart,
} from '@aws-sdk/client-s3';
import type { CallContext } from '../../aws/service.ts';
import { authorize } from '../access/authorize.ts';
import { invalidArgument } from '../errors.ts';
import { pageSize } from '../listing/encode-names.ts';
import { shownVersionId } from '../objects/object-store.ts';
import { readableObject } from '../objects/readable-object.ts';
import type { ObjectContent, S3State } from '../state.ts';

const attributes = ['Checksum', 'ETag', 'ObjectParts', 'ObjectSize', 'StorageClass'];

/** Attributes of an object without its bytes; `ObjectAttributes` is one string of names with commas. */
export function getObjectAttributes(
  state: S3State,
  input: Omit<GetObjectAttributesCommandInput, 'ObjectAttributes'> & { ObjectAttributes?: string },
  { caller }: Pick<CallContext, 'caller'>,
): GetObjectAttributesOutput {
  const asked = (input.ObjectAttributes ?? '').split(',').map((name) => name.trim());
  if (asked.some((name) => !attributes.includes(name))) {
    const message = 'Invalid attribute name specified.';
    throw invalidArgument(message, 'x-amz-object-attributes', input.ObjectAttributes ?? '');
  }
  // The route has asked for GetObjectAttributes; both are needed.
  const action = input.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  authorize(state, caller, action, { bucket: input.Bucket ?? '', key: input.Key ?? '' });
  const { bucket, version, content } = readableObject(state, input);
  const known: GetObjectAttributesOutput = {
    ETag: content.etag.replaceAll('"', ''),
    Checksum: checksumOf(content),
    ObjectParts: partsOf(content, input),
    StorageClass: content.headers.StorageClass ?? 'STANDARD',
    ObjectSize: content.body.length,
  };
  return {
    LastModified: version.lastModified,
    VersionId: shownVersionId(bucket, version),
    ...Object.fromEntries(Object.entries(known).filter(([name]) => asked.includes(name))),
  };
}

/** Without the number of parts that a composite checksum ends with elsewhere. */
function checksumOf({ checksums }: ObjectContent): Record<string, string> {
  const shown = Object.entries(checksums).map(([name, value]) => [name, String(value).replace(/-\d+$/, '')]);
  return Object.fromEntries(shown);
}

/** Parts are listed only where they have checksums of their own. */
function partsOf(
  { parts, checksums }: ObjectContent,
  input: { readonly MaxParts?: number | undefined; readonly PartNumberMarker?: string | undefined },
): GetObjectAttributesOutput['ObjectParts'] {
  if (!parts) return undefined;
  const TotalPartsCount = parts.length;
  if (checksums.ChecksumType !== 'COMPOSITE') return { TotalPartsCount };
  const marker = Number(input.PartNumberMarker ?? 0);
  const MaxParts = pageSize(input.MaxParts);
  const later = parts.filter(({ number }) => number > marker);
  const page = later.slice(0, MaxParts);
  return {
    TotalPartsCount,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts,
    IsTruncated: later.length > page.length,
    Parts: page.map(
      ({ number, size, ...part }): ObjectPart => ({ PartNumber: number, Size: size, ...part.checksums }),
    ),
  };
}
