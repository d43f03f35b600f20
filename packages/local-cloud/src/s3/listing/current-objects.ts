import type { _Object as ListedObject } from '@aws-sdk/client-s3';
import { isChecksumAlgorithm } from '../body/checksum.ts';
import type { Bucket, ObjectContent, ObjectVersion } from '../state.ts';
import { compareKeys } from './compare-keys.ts';

/** The keys whose newest version is no delete marker, in S3's order. */
export function currentKeys(bucket: Bucket): readonly string[] {
  bucket.sortedKeys ??= [...bucket.objects.keys()].sort(compareKeys);
  if (bucket.versioning === undefined) return bucket.sortedKeys;
  return bucket.sortedKeys.filter((key) => bucket.objects.get(key)?.[0]?.content);
}

/** An object as lists show it. */
export function listedObject(bucket: Bucket, key: string): ListedObject {
  const version = bucket.objects.get(key)?.[0];
  if (!version?.content) return { Key: key };
  const { content, lastModified } = version;
  const StorageClass = content.headers.StorageClass ?? 'STANDARD';
  return { Key: key, LastModified: lastModified, ...listedContent(content), StorageClass };
}

/** A version as lists show it. */
export function listedVersion(version: ObjectVersion, content: ObjectContent) {
  return {
    Key: version.key,
    VersionId: version.versionId,
    LastModified: version.lastModified,
    ...listedContent(content),
    StorageClass: 'STANDARD' as const,
  };
}

function listedContent({ etag, body, checksums }: ObjectContent) {
  const names = Object.keys(checksums).map((member) => member.slice('Checksum'.length));
  const algorithm = names.find(isChecksumAlgorithm);
  return {
    ETag: etag,
    ...(algorithm && { ChecksumAlgorithm: [algorithm], ChecksumType: checksums.ChecksumType }),
    Size: body.length,
  };
}
