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

const maxSeconds = 7 * 24 * 60 * 60;

/** Refuses a presigned URL of S3 that lacks some of the parameters of a signature, or has them in another form. */
export function refuseMalformedParameters({ rawQuery }: Pick<SignedRequest, 'rawQuery'>): void {
  if (!/(^|&)X-Amz-(Algorithm|Signature)=/.test(rawQuery)) return;
  const query = new URLSearchParams(rawQuery);
  if (!parameters.every((name) => query.has(name)))
    throw invalidQuery(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  const given = (name: string) => String(query.get(name));
  if (given('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw invalidQuery('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  const date = given('X-Amz-Date');
  const fault = credentialFault(given('X-Amz-Credential'));
  if (fault) throw invalidQuery(`Error parsing the X-Amz-Credential parameter; ${fault}`);
  if (!/^\d{8}T\d{6}Z$/.test(date))
    throw invalidQuery(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  if (!/^-?\d+$/.test(given('X-Amz-Expires'))) throw invalidQuery('X-Amz-Expires should be a number');
  const lifetime = Number(given('X-Amz-Expires'));
  if (lifetime < 0) throw invalidQuery('X-Amz-Expires must be non-negative');
  if (lifetime > maxSeconds)
    throw invalidQuery(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
}

function invalidQuery(message: string): ServiceError {
  return new ServiceError('AuthorizationQueryParametersError', message);
}

/** The refusal of an `Authorization` header of S3 whose credential has another form. */
export function malformedCredential({ headers }: SignedRequest): ServiceError | undefined {
  const credential = headers.authorization?.[0]?.match(/\bCredential=([^,\s]*)/)?.[1];
  const fault = credential === undefined ? undefined : credentialFault(credential);
  const message = `The authorization header is malformed; ${fault}`;
  return fault === undefined ? undefined : new ServiceError('AuthorizationHeaderMalformed', message);
}

function credentialFault(credential: string): string | undefined {
  const parts = credential.split('/');
  const [key, date, region, service, terminal] = parts as [string, string, string, string, string];
  if (parts.length !== 5 || !key || !region || !service)
    return 'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';
  if (!/^\d{8}$/.test(date))
    return `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`;
  if (terminal !== 'aws4_request')
    return `incorrect terminal "${terminal}". This endpoint uses "aws4_request".`;
  return undefined;
}

/** A header for S3 that the signature does not cover, or what S3 would have signed: clients compare it with their own. */
export function s3Mismatch(request: SignedRequest, signature: Signature): ServiceError {
  const signed = new Set(signature.signedHeaders);
  const unsigned = Object.keys(request.headers).filter((name) => mustBeSigned(name) && !signed.has(name));
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

/** S3 ignores a hash of the body that a presigned URL does not sign. */
export function mustBeSigned(header: string): boolean {
  return header.startsWith('x-amz-') && header !== 'x-amz-content-sha256';
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
