import type { APIGatewayProxyResult } from 'aws-lambda';
import { badValue } from './bad-value.ts';
import { type HeaderFields, headerFields } from './header-fields.ts';

export interface ResponseOptions {
  /** From 200 to 599; 200 when left out, 204 for `empty`. */
  status?: number;
  /** Names are case-insensitive; a `content-type` here replaces the function's own. */
  headers?: HeaderFields;
}

// All of these throw a `RangeError` for a status and a `TypeError` for headers that cannot be sent.

/** A JSON response. Throws a `TypeError` for a value that JSON cannot express. */
export function json(value: unknown, options?: ResponseOptions): APIGatewayProxyResult {
  const body: string | undefined = JSON.stringify(value);
  if (body === undefined) {
    throw new TypeError(badValue('a value that JSON can express', 'body', value));
  }
  return respond(body, 'application/json', options);
}

/** A response of plain text in UTF-8. */
export function text(body: string, options?: ResponseOptions): APIGatewayProxyResult {
  return respond(body, 'text/plain; charset=utf-8', options);
}

/** An HTML response in UTF-8. Pass text that others wrote through `escapeHtml` first. */
export function html(body: string, options?: ResponseOptions): APIGatewayProxyResult {
  return respond(body, 'text/html; charset=utf-8', options);
}

/** A response of bytes. They arrive as bytes only where the API's binary media types match the request. */
export function binary(
  bytes: Uint8Array,
  contentType: string,
  options?: ResponseOptions,
): APIGatewayProxyResult {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { ...respond(body, contentType, options), isBase64Encoded: true };
}

/** A response without a body, 204 by default. */
export function empty({ status = 204, headers = {} }: ResponseOptions = {}): APIGatewayProxyResult {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(badValue('an integer from 200 to 599', 'status', status));
  }
  return { statusCode: status, ...headerMaps(headerFields(headers)), body: '' };
}

function respond(body: string, contentType: string, { status = 200, headers = {} }: ResponseOptions = {}) {
  const fields = { 'content-type': contentType, ...headerFields(headers) };
  return { ...empty({ status, headers: fields }), body };
}

// A proxy response takes single and repeated headers in two maps.
function headerMaps(fields: Record<string, string | readonly string[]>) {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') {
      headers[name] = value;
    } else {
      multiValueHeaders[name] = [...value];
    }
  }
  return Object.keys(multiValueHeaders).length > 0 ? { headers, multiValueHeaders } : { headers };
}
