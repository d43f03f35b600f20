import type { APIGatewayProxyEvent } from 'aws-lambda';
import { badValue } from './bad-value.ts';
import { HttpError } from './http-error.ts';

type Body = Pick<APIGatewayProxyEvent, 'body' | 'isBase64Encoded'>;

export interface BodyOptions {
  /** The most bytes to accept. The default is 6 MB, the most a Lambda function can be sent. */
  limit?: number;
}

const lambdaPayloadLimit = 6 * 1024 * 1024;

/**
 * The body's bytes, none when there is no body. Throws a 413 `HttpError` over the limit, and a
 * `RangeError` for a limit that is not a number of bytes.
 */
export function bodyBytes(event: Body, { limit = lambdaPayloadLimit }: BodyOptions = {}): Buffer {
  if (!Number.isInteger(limit) || limit < 0) {
    throw new RangeError(badValue('a whole number of bytes', 'limit', limit));
  }
  const body = event.body ?? '';
  // Stryker disable next-line StringLiteral: Node takes an empty name of an encoding for UTF-8 as well
  const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
  const size = Buffer.byteLength(body, encoding);
  if (size > limit) {
    throw new HttpError(413, `Expected a body of at most ${limit} bytes, received ${size} bytes`);
  }
  return Buffer.from(body, encoding);
}

/**
 * The body's text, exactly as sent. Throws a 413 `HttpError` over the limit and a 400 one when the
 * bytes are not UTF-8.
 */
export function bodyText(event: Body, options?: BodyOptions): string {
  const bytes = bodyBytes(event, options);
  try {
    // `ignoreBOM` keeps a byte order mark, which is part of what was sent.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new HttpError(400, 'Expected a body of UTF-8 text, received other bytes', { cause });
  }
}

/**
 * The body as JSON, of a shape still to be checked. Throws a 413 `HttpError` over the limit and a 400
 * one for an empty body and for text that is not JSON.
 */
export function bodyJson(event: Body, options?: BodyOptions): unknown {
  const body = bodyText(event, options);
  if (body.trim() === '') {
    throw new HttpError(400, 'Expected a body of JSON, received an empty body');
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new HttpError(400, 'Expected a body of JSON, received other text', { cause });
  }
}
