import type { GetObjectCommandInput, GetObjectOutput } from '@aws-sdk/client-s3';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { type StoredBody, sliceBody } from '../body/stored-body.ts';
import { invalidArgument, invalidRequest, preconditionFailed } from '../errors.ts';
import { expirationOf } from '../objects/expiration.ts';
import { objectRange } from '../objects/object-range.ts';
import { shownVersionId } from '../objects/object-store.ts';
import { failedCondition } from '../objects/read-conditions.ts';
import { type ReadableObject, readableObject } from '../objects/readable-object.ts';
import { requireReadable } from '../objects/storage-class.ts';
import { headerMembers } from '../rest/header-members.ts';
import type { S3State } from '../state.ts';

export type GetObjectResult = Omit<GetObjectOutput, 'Body'> & { readonly Body: StoredBody };

/** The body stands for the stored bytes and is not a copy of them. */
export function getObject(
  state: S3State,
  input: GetObjectCommandInput,
  context: Pick<CallContext, 'caller'>,
): GetObjectResult {
  const described = describedObject(state, input, context);
  requireReadable(readableObject(state, input).content);
  return described;
}

/** The same without the bytes, which an archived object keeps to itself. */
export function describedObject(
  state: S3State,
  input: GetObjectCommandInput,
  { caller }: Pick<CallContext, 'caller'>,
): GetObjectResult {
  const object = readableObject(state, input);
  checkReadConditions(input, object);
  if (!caller && object.content.headers.SSEKMSKeyId) throw unsignedOfKms();
  const overrides = responseOverrides(input);
  if (!caller && Object.keys(overrides).length > 0) {
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
  }
  const { body } = object.content;
  const { first, last, checksums, partsCount } = objectRange(object.content, input);
  const isPart = first !== undefined && last !== undefined;
  const part = isPart ? sliceBody(body, first, last) : body;
  return {
    ...describeObject(object),
    // AWS shows it of the current object alone.
    ...(input.VersionId === undefined && { Expiration: expirationOf(object.bucket, object.version) }),
    ...(/^enabled$/i.test(input.ChecksumMode ?? '') && checksums),
    PartsCount: partsCount,
    ...overrides,
    ...(isPart && { ContentRange: `bytes ${first}-${last}/${body.length}` }),
    ContentLength: part.length,
    Body: part,
  };
}

function unsignedOfKms(): ServiceError {
  return new ServiceError(
    'InvalidArgument',
    'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
    400,
    { ArgumentName: 'Authorization', ArgumentValue: 'null' },
  );
}

function describeObject({ bucket, version, content }: ReadableObject): GetObjectOutput {
  return {
    AcceptRanges: 'bytes',
    ETag: content.etag,
    LastModified: version.lastModified,
    VersionId: shownVersionId(bucket, version),
    Metadata: content.metadata,
    ...(content.tags.length > 0 && { TagCount: content.tags.length }),
    ...content.headers,
  };
}

function checkReadConditions(input: GetObjectCommandInput, { version, content }: ReadableObject): void {
  const failed = failedCondition(input, { etag: content.etag, lastModified: version.lastModified });
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') throw preconditionFailed(failed);
  if (failed) {
    throw new ServiceError('NotModified', 'Not Modified', 304, {
      ETag: content.etag,
      LastModified: version.lastModified,
    });
  }
}

function responseOverrides(input: GetObjectCommandInput): Partial<GetObjectOutput> {
  const overrides = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    ExpiresString: input.ResponseExpires?.toUTCString(),
  };
  const given = Object.entries(overrides).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  for (const [name, value] of given) checkHeaderValue(name, value);
  return Object.fromEntries(given);
}

function checkHeaderValue(name: string, value: string): void {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return;
  throw invalidArgument(
    'Header value cannot be represented using ISO-8859-1.',
    `response-${headerMembers[name] ?? name}`,
    value,
  );
}
