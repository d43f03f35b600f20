import { ServiceError } from '../aws/service-error.ts';

export function noSuchBucket(bucket: string): ServiceError {
  return new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });
}

export function noSuchKey(key: string): ServiceError {
  return new ServiceError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

export function accessDenied(message = 'Access Denied'): ServiceError {
  return new ServiceError('AccessDenied', message, 403);
}

export function invalidArgument(message: string, name: string, value: string): ServiceError {
  return new ServiceError('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value });
}

export function invalidVersionId(id: string): ServiceError {
  return invalidArgument('Invalid version id specified', 'versionId', id);
}

export function invalidRequest(message: string): ServiceError {
  return new ServiceError('InvalidRequest', message);
}

export function badDigest(message: string, fields: Readonly<Record<string, string>> = {}): ServiceError {
  return new ServiceError('BadDigest', message, 400, fields);
}

export function malformedXml(): ServiceError {
  return new ServiceError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** What S3 responds when a bucket lacks a setting. */
export function missingSetting(
  bucket: { readonly name: string },
  code: string,
  message: string,
): ServiceError {
  return new ServiceError(code, message, 404, { BucketName: bucket.name });
}

/** A part of S3 that this embedded cloud does not have, by its name. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError('NotImplemented', `S3 in this embedded cloud does not offer ${what}.`, 501);
}

export function preconditionFailed(condition: string): ServiceError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new ServiceError('PreconditionFailed', message, 412, { Condition: condition });
}
