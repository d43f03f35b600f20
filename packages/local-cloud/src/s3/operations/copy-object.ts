import type { CopyObjectCommandInput, CopyObjectOutput } from '@aws-sdk/client-s3';
import {
  algorithmOf,
  type Checksums,
  digestOf,
  fullChecksum,
  isChecksumAlgorithm,
} from '../body/checksum.ts';
import { releaseBody, retainBody } from '../body/stored-body.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidArgument, invalidRequest } from '../errors.ts';
import { copySource } from '../objects/copy-source.ts';
import { expirationOf } from '../objects/expiration.ts';
import { shownEncryption } from '../objects/object-encryption.ts';
import { validKey } from '../objects/object-key.ts';
import { type MetadataInput, objectHeaders, userMetadata } from '../objects/object-metadata.ts';
import { addVersion, writtenVersionId } from '../objects/object-store.ts';
import type { ReadableObject } from '../objects/readable-object.ts';
import { tagsFromHeader } from '../objects/tags.ts';
import { checkWriteConditions } from '../objects/write-conditions.ts';
import type { ObjectContent, ObjectHeaders, S3State } from '../state.ts';
import { defaultEncryption } from './bucket-encryption.ts';

type CopyObjectInput = CopyObjectCommandInput & MetadataInput;

/** The copy shares the bytes with its source. */
export async function copyObject(state: S3State, input: CopyObjectInput): Promise<CopyObjectOutput> {
  const bucket = bucketNamed(state, input.Bucket);
  const key = validKey(input.Key);
  const source = copySource(state, input);
  const isOntoItself = source.bucket === bucket && bucket.objects.get(key)?.[0] === source.version;
  const isReencrypted = bucket.encryption !== defaultEncryption;
  if (isOntoItself && !isReencrypted && !changesSomething(input)) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const { body, parts } = source.content;
  // The source may be deleted meanwhile.
  retainBody(body);
  try {
    const newChecksums = await checksumOfCopy(source.content, input.ChecksumAlgorithm);
    const etag = parts ? `"${(await digestOf('MD5', body)).toString('hex')}"` : source.content.etag;
    checkWriteConditions(bucket, key, input);
    const content = {
      body,
      etag,
      ...newDescription(input, source, objectHeaders(state, bucket, input)),
      checksums: newChecksums,
    };
    const version = addVersion(state, bucket, key, content, 'ObjectCreated:Copy');
    return {
      CopyObjectResult: { ETag: etag, LastModified: version.lastModified, ...newChecksums },
      CopySourceVersionId: writtenVersionId(source.bucket, source.version),
      ...shownEncryption(content.headers),
      Expiration: expirationOf(bucket, version),
      VersionId: writtenVersionId(bucket, version),
    };
  } finally {
    releaseBody(body);
  }
}

/** A copy is one object even if its source was made of parts, with a checksum of the whole. */
async function checksumOfCopy(
  { body, checksums }: ObjectContent,
  asked: string | undefined,
): Promise<Checksums> {
  const algorithm = isChecksumAlgorithm(asked) ? asked : (algorithmOf(checksums) ?? 'CRC64NVME');
  const isKept = algorithm === algorithmOf(checksums) && checksums.ChecksumType === 'FULL_OBJECT';
  return isKept ? checksums : fullChecksum(algorithm, body);
}

function newDescription(input: CopyObjectInput, { content }: ReadableObject, given: ObjectHeaders) {
  const replaces = replacesDirective(input.MetadataDirective, 'x-amz-metadata-directive');
  const replacesTags = replacesDirective(input.TaggingDirective, 'x-amz-tagging-directive');
  const { StorageClass, WebsiteRedirectLocation } = given;
  return {
    headers: replaces
      ? given
      : { ...content.headers, StorageClass, WebsiteRedirectLocation, ...shownEncryption(given) },
    metadata: replaces ? userMetadata(input) : content.metadata,
    tags: replacesTags ? tagsFromHeader(input.Tagging) : content.tags,
  };
}

function replacesDirective(directive: string | undefined, header: string): boolean {
  if (directive === undefined || directive === 'COPY') return false;
  if (directive === 'REPLACE') return true;
  throw invalidArgument('Unknown metadata directive.', header, directive);
}

function changesSomething(input: CopyObjectInput): boolean {
  return (
    input.MetadataDirective === 'REPLACE' ||
    [input.StorageClass, input.WebsiteRedirectLocation, input.ServerSideEncryption].some(
      (value) => value !== undefined,
    )
  );
}
