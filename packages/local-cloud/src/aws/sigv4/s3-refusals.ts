import { ServiceError } from '../service-error.ts';
import type { SignedRequest } from './canonical-request.ts';
import type { Signature } from './signature.ts';
import { signedTexts } from './verify-signature.ts';

/** What every URL presigned with version 4 has. */
const parameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
];

/** Refuses a presigned URL of S3 that lacks some of the parameters of a signature. */
export function refuseMissingParameters({ rawQuery }: SignedRequest): void {
  if (!/(^|&)X-Amz-(Algorithm|Signature)=/.test(rawQuery)) return;
  const query = new URLSearchParams(rawQuery);
  if (parameters.every((name) => query.has(name))) return;
  throw new ServiceError(
    'AuthorizationQueryParametersError',
    'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
  );
}

/** A header for S3 that the signature does not cover, or what S3 would have signed: clients compare it with their own. */
export function s3Mismatch(request: SignedRequest, signature: Signature): ServiceError {
  const signed = new Set(signature.signedHeaders);
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name),
  );
  if (unsigned.length > 0) return headersNotSigned(unsigned);
  const { canonicalRequest, stringToSign } = signedTexts(request, signature);
  return signatureDoesNotMatch({
    AWSAccessKeyId: signature.accessKeyId,
    StringToSign: stringToSign,
    SignatureProvided: signature.signature,
    StringToSignBytes: hexBytes(stringToSign),
    CanonicalRequest: canonicalRequest,
    CanonicalRequestBytes: hexBytes(canonicalRequest),
  });
}

export function signatureDoesNotMatch(fields: Readonly<Record<string, string>>): ServiceError {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return new ServiceError('SignatureDoesNotMatch', message, 403, fields);
}

export function headersNotSigned(names: readonly string[]): ServiceError {
  const message = 'There were headers present in the request which were not signed';
  return new ServiceError('AccessDenied', message, 403, { HeadersNotSigned: names.join(', ') });
}

/** `47 45 54`: the way in which S3 shows the bytes of a text. */
export function hexBytes(text: string): string {
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
