import type { FunctionCode } from '@aws-sdk/client-lambda';
import { invalidParameter, lambdaError } from '../errors.ts';
import { maxRequestBytes, maxUnpackedBytes, maxUploadBytes } from '../limits.ts';
import type { PackageCode } from '../package-store.ts';
import type { LambdaState } from '../state.ts';

/** The code that a call brings along or names in S3, unpacked. */
export async function readPackage(state: LambdaState, code: FunctionCode | undefined): Promise<PackageCode> {
  if (code?.ImageUri)
    throw invalidParameter('ImageUri, a container image, is not offered by this embedded cloud.');
  for (const name of ['S3ObjectStorageMode', 'SourceKMSKeyArn'] as const) {
    if (code?.[name]) throw invalidParameter(`${name} is not offered by this embedded cloud.`);
  }
  if (code?.ZipFile && (code.S3Bucket || code.S3Key || code.S3ObjectVersion)) {
    throw invalidParameter(
      'Please do not provide other FunctionCode parameters when providing a ZipFile: S3Bucket, S3Key or S3ObjectVersion.',
    );
  }
  if (code?.ZipFile) return state.packages.unpack(uploadedZip(code.ZipFile));
  if (!code?.S3Bucket || !code.S3Key) {
    throw invalidParameter('Please provide a source for function code.');
  }
  const object = state.s3.readObject(code.S3Bucket, code.S3Key, code.S3ObjectVersion);
  if (!object) {
    throw invalidParameter(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    );
  }
  if (object.region !== state.account.region) {
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: ${object.region}. Please use this region to retry the request`,
    );
  }
  if (object.body.length > maxUnpackedBytes) {
    throw invalidParameter(`Unzipped size must be smaller than ${maxUnpackedBytes} bytes`);
  }
  return state.packages.unpack(object.body);
}

/** Bytes from callers in this process, base64 off the wire. */
function uploadedZip(zip: Uint8Array | string): Buffer {
  const bytes = typeof zip === 'string' ? Buffer.from(zip, 'base64') : Buffer.from(zip);
  if (bytes.length <= maxUploadBytes) return bytes;
  throw lambdaError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${maxRequestBytes} bytes for the CreateFunction operation`,
    413,
  );
}
