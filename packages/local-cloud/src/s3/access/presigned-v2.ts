import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller, RequestHead } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { hexBytes, signatureDoesNotMatch } from '../../aws/sigv4/s3-refusals.ts';
import type { Signer } from '../../aws/sigv4/verify-signature.ts';
import { accessDenied } from '../errors.ts';
import { bucketInHost } from '../rest/request-target.ts';
import { requestHasExpired } from './check-presigned.ts';
import { headersOfPresigned } from './signed-headers.ts';

/** The parts of a query that are signed, because they choose what the request does. */
const signedParameters = new Set([
  ...['accelerate', 'acl', 'analytics', 'cors', 'delete', 'inventory', 'lifecycle', 'location', 'logging'],
  ...['metrics', 'notification', 'object-lock', 'partNumber', 'policy', 'replication', 'requestPayment'],
  ...['response-cache-control', 'response-content-disposition', 'response-content-encoding'],
  ...['response-content-language', 'response-content-type', 'response-expires', 'restore', 'select'],
  ...['select-type', 'tagging', 'torrent', 'uploadId', 'uploads', 'versionId', 'versioning', 'versions'],
  'website',
]);

/** Is the request's URL presigned with signature version 2, as the AWS CLI 1 and boto3 do it in us-east-1? */
export function isPresignedV2({ query }: RequestHead): boolean {
  return query.has('AWSAccessKeyId') || (query.has('Signature') && query.has('Expires'));
}

/**
 * Who presigned a URL with signature version 2. Throws what S3 responds when it has expired or is not theirs.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function signerOfV2(
  request: RequestHead,
  signerOf: (accessKeyId: string) => Signer | undefined,
  now = Date.now(),
): Caller {
  const { query } = request;
  const [accessKeyId, signature, expires] = ['AWSAccessKeyId', 'Signature', 'Expires'].map((name) =>
    query.get(name),
  );
  if (!accessKeyId || !signature || !expires) {
    throw accessDenied(
      'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters',
    );
  }
  if (!/^\d+$/.test(expires)) throw accessDenied(`Invalid date (should be seconds since epoch): ${expires}`);
  if (Number(expires) * 1000 < now) throw requestHasExpired(Number(expires) * 1000, now);
  const signer = signerOf(accessKeyId);
  if (!signer) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new ServiceError('InvalidAccessKeyId', message, 403, { AWSAccessKeyId: accessKeyId });
  }
  checkToken(signer, headersOfPresigned(request)['x-amz-security-token'], now);
  const texts = signedPaths(request).map((path) => stringToSign(request, expires, path));
  const isTheirs = texts.some((text) =>
    equals(createHmac('sha1', signer.secretAccessKey).update(text).digest('base64'), signature),
  );
  if (isTheirs) return signer.caller;
  const StringToSign = texts[0] ?? '';
  throw signatureDoesNotMatch({
    AWSAccessKeyId: accessKeyId,
    StringToSign,
    SignatureProvided: signature,
    StringToSignBytes: hexBytes(StringToSign),
  });
}

function checkToken(
  { sessionToken, expiresAt }: Signer,
  given: string | string[] | undefined,
  now: number,
): void {
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new ServiceError('ExpiredToken', 'The provided token has expired.');
  }
  if (sessionToken === undefined || given === sessionToken) return;
  throw new ServiceError('InvalidToken', 'The provided token is malformed or otherwise invalid.');
}

function stringToSign(request: RequestHead, expires: string, path: string): string {
  const headers: Readonly<Record<string, unknown>> = { ...headersOfPresigned(request) };
  const forS3 = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-amz-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${String(value).trim()}\n`);
  return [
    request.method,
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    expires,
    forS3.join('') + resource(request, path),
  ].join('\n');
}

/** The path with its bucket; some clients sign that of a bucket with a trailing slash that they do not send. */
function signedPaths({ headers, path }: RequestHead): string[] {
  const bucket = bucketInHost(headers.host);
  if (bucket !== undefined) return [`/${bucket}${path}`];
  return /^\/[^/]+$/.test(path) ? [path, `${path}/`] : [path];
}

/** The path, and those parts of the query that are signed. */
function resource({ query }: RequestHead, path: string): string {
  const signed = [...query]
    .filter(([name]) => signedParameters.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return signed.length === 0 ? path : `${path}?${signed.join('&')}`;
}

function equals(a: string, b: string): boolean {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
}
