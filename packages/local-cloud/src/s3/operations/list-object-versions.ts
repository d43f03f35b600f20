import type {
  DeleteMarkerEntry,
  ObjectVersion as ListedVersion,
  ListObjectVersionsCommandInput,
  ListObjectVersionsOutput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../errors.ts';
import { compareKeys } from '../listing/compare-keys.ts';
import { listedVersion } from '../listing/current-objects.ts';
import { encodeOptional, nameEncoder, pageSize } from '../listing/encode-names.ts';
import { listPage } from '../listing/list-page.ts';
import type { Bucket, ObjectVersion, S3State } from '../state.ts';

/** All versions and delete markers: by key, and the newest of a key first. */
export function listObjectVersions(
  state: S3State,
  input: ListObjectVersionsCommandInput,
): ListObjectVersionsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const encode = nameEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys);
  const { Prefix = '', Delimiter, KeyMarker, VersionIdMarker } = input;
  if (VersionIdMarker && !KeyMarker) {
    const message = 'A version-id marker cannot be specified without a key marker.';
    throw invalidArgument(message, 'version-id-marker', VersionIdMarker);
  }
  const page = listPage(versionsAfter(bucket, KeyMarker, VersionIdMarker), ({ key }) => key, {
    prefix: Prefix,
    delimiter: Delimiter,
    after: VersionIdMarker ? undefined : KeyMarker,
    passesPrefix: true,
    maxKeys,
  });
  const last = page.entries.at(-1);
  const common = { Owner: ownerOf(state.account) };
  const Versions: ListedVersion[] = [];
  const DeleteMarkers: DeleteMarkerEntry[] = [];
  for (const version of page.entries) {
    const { key, versionId: VersionId, lastModified: LastModified, content } = version;
    const shown = { ...common, Key: encode(key), IsLatest: bucket.objects.get(key)?.[0] === version };
    if (content) Versions.push({ ...listedVersion(version, content), ...shown });
    else DeleteMarkers.push({ VersionId, LastModified, ...shown });
  }
  return {
    Name: bucket.name,
    Prefix: encode(Prefix),
    Delimiter: encodeOptional(encode, Delimiter || undefined),
    KeyMarker: encode(KeyMarker ?? ''),
    VersionIdMarker: VersionIdMarker ?? '',
    NextKeyMarker: encodeOptional(encode, page.next),
    NextVersionIdMarker: last && last.key === page.next ? last.versionId : undefined,
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    Versions,
    DeleteMarkers,
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

/**
 * The versions after a marker. A tool that empties a bucket has deleted the marker's version by then: the list goes on with
 * what is left of its key.
 */
function versionsAfter(bucket: Bucket, keyMarker = '', versionIdMarker?: string): ObjectVersion[] {
  const versions = allVersions(bucket);
  if (!versionIdMarker) return versions;
  const marked = versions.findIndex(
    ({ key, versionId }) => key === keyMarker && versionId === versionIdMarker,
  );
  if (marked >= 0) return versions.slice(marked + 1);
  return versions.filter(({ key }) => compareKeys(key, keyMarker) >= 0);
}

function allVersions(bucket: Bucket): ObjectVersion[] {
  bucket.sortedKeys ??= [...bucket.objects.keys()].sort(compareKeys);
  return bucket.sortedKeys.flatMap((key) => bucket.objects.get(key) ?? []);
}
