import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../aws/service-error.ts';
import { badDigest, invalidArgument, invalidRequest } from '../errors.ts';
import { decodeAwsChunked, incompleteBody, malformedTrailer } from './aws-chunked.ts';
import { checksum, checksumAlgorithms, checksumHeader, digestOf } from './checksum.ts';

export interface CheckedBody {
  readonly body: Buffer;
  /** The request's headers with the body's trailers among them, and without the framing's own encoding. */
  readonly headers: IncomingHttpHeaders;
}

const framings: Readonly<Record<string, { readonly isSigned: boolean; readonly hasTrailers: boolean }>> = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { isSigned: false, hasTrailers: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { isSigned: true, hasTrailers: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { isSigned: true, hasTrailers: true },
};

/** The body a client meant, checked against every digest that it sent along. */
export async function receiveCheckedBody(headers: IncomingHttpHeaders, sent: Buffer): Promise<CheckedBody> {
  const payload = String(headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD');
  const received = payload.startsWith('STREAMING-')
    ? unframe(payload, headers, sent)
    : { body: sent, headers };
  if (/^[\da-f]{64}$/i.test(payload)) await checkPayloadHash(payload, sent);
  else if (payload !== 'UNSIGNED-PAYLOAD' && !framings[payload]) throw unknownPayload(payload);
  await checkMd5(received.headers['content-md5'], received.body);
  return received;
}

/** Refuses a body whose `x-amz-checksum-*` header or trailer is not its checksum. */
export async function checkChecksums({ headers, body }: CheckedBody): Promise<void> {
  const given = checksumAlgorithms.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  if (given.length > 1) {
    throw invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  if (given.length === 0 && headers['x-amz-sdk-checksum-algorithm'] !== undefined) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  for (const algorithm of given) {
    const header = checksumHeader(algorithm);
    const expected = String(headers[header]);
    const actual = await checksum(algorithm, body);
    if (!isBase64(expected, Buffer.byteLength(actual, 'base64')))
      throw invalidRequest(`Value for ${header} header is invalid.`);
    if (expected !== actual) {
      throw badDigest(`The ${algorithm} you specified did not match the calculated checksum.`);
    }
  }
}

/** In its one form: Node.js itself reads whatever it can. */
function isBase64(text: string, length: number): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text;
}

function unframe(payload: string, headers: IncomingHttpHeaders, sent: Buffer): CheckedBody {
  const framing = framings[payload];
  if (!framing) throw unknownPayload(payload);
  const length = headers['x-amz-decoded-content-length'];
  if (length === undefined) {
    throw new ServiceError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
  }
  const { body, trailers } = decodeAwsChunked(sent, framing);
  if (String(body.length) !== length) throw incompleteBody();
  const announced = String(headers['x-amz-trailer'] ?? '').toLowerCase();
  const names = Object.keys(trailers).filter((name) => name !== 'x-amz-trailer-signature');
  if (names.join() !== announced) throw malformedTrailer();

  const encodings = String(headers['content-encoding'] ?? '').split(/\s*,\s*/);
  const kept = encodings.filter((encoding) => encoding !== 'aws-chunked' && encoding !== '').join(',');
  return { body, headers: { ...headers, ...trailers, 'content-encoding': kept || undefined } };
}

async function checkPayloadHash(expected: string, body: Buffer): Promise<void> {
  const actual = (await digestOf('SHA256', body)).toString('hex');
  if (actual === expected.toLowerCase()) return;
  throw new ServiceError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: actual },
  );
}

async function checkMd5(expected: string | string[] | undefined, body: Buffer): Promise<void> {
  if (expected === undefined) return;
  if (!/^[A-Za-z\d+/]{22}==$/.test(String(expected))) {
    throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, {
      'Content-MD5': expected,
    });
  }
  const actual = (await digestOf('MD5', body)).toString('base64');
  if (actual === expected) return;
  throw badDigest('The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: String(expected),
    CalculatedDigest: actual,
  });
}

function unknownPayload(payload: string): ServiceError {
  return invalidArgument(
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    'x-amz-content-sha256',
    payload,
  );
}
