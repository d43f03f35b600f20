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
  | 'request-expired'
  | 'time-skewed';

/** AWS allows a clock to differ by five minutes; S3 by fifteen. */
const allowedSkewMs = 5 * 60_000;
const allowedSkewOfS3Ms = 15 * 60_000;

/**
 * Verifies the signature of a request and of its body against the signer's secret. Signed chunks of an
 * `aws-chunked` body are not verified one by one: their stream is covered by its seed signature alone.
 */
export function verifySignature(
  request: SignedRequest,
  body: Uint8Array,
  signature: Signature,
  signer: Signer,
  now = Date.now(),
): SignatureFault | undefined {
  const query = signature.place === 'query' ? new URLSearchParams(request.rawQuery) : undefined;
  const given = (header: string, parameter: string) => query?.get(parameter) ?? request.headers[header]?.[0];

  if (signer.expiresAt !== undefined && signer.expiresAt <= now) return 'expired-token';
  if (signer.sessionToken !== given('x-amz-security-token', 'X-Amz-Security-Token') && signer.sessionToken) {
    return 'invalid-token';
  }
  if (!signature.signedHeaders.includes('host')) return 'missing-signed-header';
  const timestamp = given('x-amz-date', 'X-Amz-Date') ?? '';
  const time = instantOf(timestamp);
  if (time === undefined || timestamp.slice(0, 8) !== signature.date) return 'mismatch';
  const timeFault = query
    ? expiryFault(query, signature.service, time, now)
    : skewFault(signature.service, time, now);
  if (timeFault) return timeFault;

  const payloadHash = hashOfPayload(request, body, signature);
  if (payloadHash === undefined) return 'payload-mismatch';
  const expected = Buffer.from(signature.signature, 'hex');
  const matches = canonicalPaths(signature.service, request.path).some((path) => {
    const text = canonicalRequest(request, signature, payloadHash, path);
    return equals(sign(text, timestamp, signature, signer.secretAccessKey), expected);
  });
  return matches ? undefined : 'mismatch';
}

function sign(
  canonical: string,
  timestamp: string,
  { date, region, service }: Signature,
  secret: string,
): Buffer {
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text);
}

/** The declared hash counts only when it is the body's own, or names a way of sending without one. */
function hashOfPayload(request: SignedRequest, body: Uint8Array, signature: Signature): string | undefined {
  const declared = request.headers['x-amz-content-sha256']?.[0];
  if (declared === undefined)
    return signature.place === 'query' && signature.service === 's3' ? unsigned : sha256(body);
  if (declared === unsigned || declared.startsWith('STREAMING-'))
    return signature.service === 's3' ? declared : undefined;
  return declared === sha256(body) ? declared : undefined;
}

const unsigned = 'UNSIGNED-PAYLOAD';

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
  const seconds = Number(query.get('X-Amz-Expires') ?? 'NaN');
  const isValid = Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800;
  if (!isValid || time > now + allowedSkewOfS3Ms) return 'time-skewed';
  return now > time + seconds * 1000 ? 'request-expired' : undefined;
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
