import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../service.ts';
import { canonicalPaths, canonicalRequest, type SignedRequest } from './canonical-request.ts';
import type { Signature } from './signature.ts';

/** Who may sign with an access key, and with what. */
export interface Signer {
  readonly caller: Caller;
  readonly secretAccessKey: string;
  /** Temporary credentials must be sent with it. */
  readonly sessionToken?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Why a signature is refused; each API words it in its own way. */
export type SignatureFault =
  | 'mismatch'
  | 'expired-token'
  | 'invalid-token'
  | 'missing-signed-header'
  | 'payload-mismatch'
  | 'time-skewed';

/** AWS allows a clock to differ by five minutes; S3 by fifteen. */
const allowedSkewMs = 5 * 60_000;
const allowedSkewOfS3Ms = 15 * 60_000;

/** What is left to check when the body is there. */
export type BodyCheck = (body: Uint8Array) => SignatureFault | undefined;

/**
 * Verifies what a request says before its body is read: the credentials and the time, and the signature itself where
 * the request declares the hash of its body. Signed chunks of an `aws-chunked` body are not verified one by one: their
 * stream is covered by its seed signature alone.
 */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  signer: Signer,
  now = Date.now(),
): SignatureFault | BodyCheck {
  const query = signature.place === 'query' ? new URLSearchParams(request.rawQuery) : undefined;
  const given = (header: string, parameter: string) => query?.get(parameter) ?? request.headers[header]?.[0];

  const { expiresAt = Number.POSITIVE_INFINITY } = signer;
  if (expiresAt <= now) return 'expired-token';
  if (signer.sessionToken !== given('x-amz-security-token', 'X-Amz-Security-Token') && signer.sessionToken) {
    return 'invalid-token';
  }
  if (!signature.signedHeaders.includes('host')) return 'missing-signed-header';
  const timestamp = given('x-amz-date', 'X-Amz-Date');
  if (timestamp?.slice(0, 8) !== signature.date) return 'mismatch';
  const time = instantOf(timestamp);
  if (time === undefined) return 'mismatch';
  const timeFault = query
    ? expiryFault(query, signature.service, time, now)
    : skewFault(signature.service, time, now);
  if (timeFault) return timeFault;

  const expected = Buffer.from(signature.signature, 'hex');
  const isSigned = (payloadHash: string) =>
    canonicalPaths(signature.service, request.path).some((path) => {
      const text = canonicalRequest(request, signature, payloadHash, path);
      return equals(sign(text, timestamp, signature, signer.secretAccessKey), expected);
    });
  const declared = declaredHash(request, signature);
  if (declared === undefined) return (body) => (isSigned(sha256(body)) ? undefined : 'mismatch');
  if (!isSigned(declared)) return 'mismatch';
  if (!isHash(declared)) return signature.service === 's3' ? () => undefined : 'payload-mismatch';
  return (body) => (declared === sha256(body) ? undefined : 'payload-mismatch');
}

/** The canonical request and the string to sign that S3 expects. Its clients sign the path as they send it. */
export function signedTexts(request: SignedRequest, signature: Signature) {
  const payloadHash = declaredHash(request, signature) ?? unsigned;
  const canonical = canonicalRequest(request, signature, payloadHash, request.path);
  const timestamp =
    request.headers['x-amz-date']?.[0] ?? new URLSearchParams(request.rawQuery).get('X-Amz-Date') ?? '';
  return { canonicalRequest: canonical, stringToSign: stringToSign(canonical, timestamp, signature) };
}

function stringToSign(canonical: string, timestamp: string, { date, region, service }: Signature): string {
  const scope = `${date}/${region}/${service}/aws4_request`;
  return ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
}

function sign(canonical: string, timestamp: string, signature: Signature, secret: string): Buffer {
  const { date, region, service } = signature;
  const text = stringToSign(canonical, timestamp, signature);
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text);
}

/** The hash of the body, or what S3 takes in place of one; a presigned URL of S3 declares none unless it signs it. */
export function declaredHash(
  request: SignedRequest,
  { place, service, signedHeaders }: Signature,
): string | undefined {
  const declared = request.headers['x-amz-content-sha256']?.[0];
  if (place !== 'query' || service !== 's3') return declared;
  return (signedHeaders.includes('x-amz-content-sha256') ? declared : undefined) ?? unsigned;
}

const unsigned = 'UNSIGNED-PAYLOAD';

function isHash(declared: string): boolean {
  return declared !== unsigned && !declared.startsWith('STREAMING-');
}

function skewFault(service: string, time: number, now: number): SignatureFault | undefined {
  const allowed = service === 's3' ? allowedSkewOfS3Ms : allowedSkewMs;
  return Math.abs(now - time) > allowed ? 'time-skewed' : undefined;
}

/** S3 checks the expiry of its presigned URLs itself: its errors say more than this fault can. */
function expiryFault(
  query: URLSearchParams,
  service: string,
  time: number,
  now: number,
): SignatureFault | undefined {
  if (service === 's3') return undefined;
  const seconds = Number(query.get('X-Amz-Expires'));
  const isValid = Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800;
  const isCurrent = isValid && now <= time + seconds * 1000 && time <= now + allowedSkewOfS3Ms;
  return isCurrent ? undefined : 'time-skewed';
}

function instantOf(timestamp: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day, hours, minutes, seconds] = parts;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function equals(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
