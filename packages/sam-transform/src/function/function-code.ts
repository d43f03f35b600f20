import { isFilled, present } from '../present.ts';
import { invalidResource, notSupported } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';

/** SM-13: the `Code` of a function from its `InlineCode` or `CodeUri`. */
export function functionCode(logicalId: string, properties: JsonObject): JsonObject {
  const { CodeUri, InlineCode, PackageType = 'Zip', Runtime, Handler, SourceKMSKeyArn } = properties;
  if (PackageType !== 'Zip') {
    throw notSupported(logicalId, 'PackageType Image is');
  }
  if (InlineCode === undefined && CodeUri === undefined) {
    throw invalidResource(logicalId, "Only one of 'InlineCode' or 'CodeUri' can be set.");
  }
  const code = InlineCode === undefined ? codeLocation(logicalId, CodeUri) : { ZipFile: InlineCode };
  if (!isFilled(Runtime) || !isFilled(Handler)) {
    const message = 'Runtime and Handler needs to be present when PackageType is of type `Zip`';
    throw invalidResource(logicalId, message);
  }
  return present({ ...code, SourceKMSKeyArn });
}

function codeLocation(logicalId: string, uri: JsonValue | undefined): JsonObject {
  const { Bucket, Key, Version, StorageMode } = s3Location(logicalId, 'CodeUri', uri);
  return present({
    S3Bucket: Bucket,
    S3Key: Key,
    S3ObjectVersion: Version,
    S3ObjectStorageMode: StorageMode,
  });
}

/** `{ Bucket, Key, Version? }` from `s3://bucket/key?versionId=…` or from an object that says so itself. */
export function s3Location(logicalId: string, property: string, uri: JsonValue | undefined): JsonObject {
  if (isObject(uri)) {
    if (uri.Bucket && uri.Key) return uri;
    throw invalidResource(logicalId, `'${property}' requires Bucket and Key properties to be specified.`);
  }
  if (typeof uri !== 'string') {
    throw invalidResource(logicalId, `'${property}' must be of type dict or string.`);
  }
  if (/\{\{resolve:(?:ssm|ssm-secure|secretsmanager):[\w.-]*\/[\w.\-/]*(?::\d+)?\}\}/.test(uri)) {
    throw invalidResource(
      logicalId,
      `Unsupported dynamic reference detected in '${property}'. Please consider using alternative 'FunctionCode' object format.`,
    );
  }
  const [, bucket, path, query] = /^s3:\/\/([^/?#[\]]+)\/+([^?#]*)(?:\?([^#]*))?/.exec(uri) ?? [];
  if (bucket === undefined || path === undefined) {
    throw invalidResource(
      logicalId,
      `'${property}' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.`,
    );
  }
  // A second versionId makes the URL say nothing certain, so none counts.
  const versions = new URLSearchParams(query).getAll('versionId');
  return present({ Bucket: bucket, Key: path, Version: versions.length === 1 ? versions[0] : undefined });
}
