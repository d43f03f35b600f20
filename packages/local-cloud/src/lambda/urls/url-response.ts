import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { InvokeMode } from '@aws-sdk/client-lambda';
import { isRecord } from '../../aws/is-record.ts';
import type { AwsResponse } from '../../aws/service.ts';
import { toWire } from '../../aws/wire-text.ts';

type Headers = Record<string, string[]>;

/** What ends the metadata that a streaming function sends in front of its body. */
const endOfMetadata = Buffer.alloc(8);

/**
 * The response that a function's result describes; `undefined` for a result that describes none, which is a 502.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export function urlResponse(payload: Buffer, mode: InvokeMode | undefined): AwsResponse | undefined {
  const streamed = streamedResponse(payload);
  if (streamed) return streamed;
  if (mode === 'RESPONSE_STREAM') return described({}, payload, 'application/octet-stream');
  const result = jsonOf(payload);
  if (result === undefined) return undefined;
  if (!isRecord(result.value) || result.value.statusCode == null) {
    const { value } = result;
    return described({}, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const { body, isBase64Encoded = false } = result.value;
  const text = typeof body === 'string' ? body : body == null ? '' : JSON.stringify(body);
  if (typeof isBase64Encoded !== 'boolean') return undefined;
  if (!isBase64Encoded) return described(result.value, text);
  const isBase64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
  return isBase64 ? described(result.value, Buffer.from(text, 'base64')) : undefined;
}

/** What `awslambda.HttpResponseStream` writes: status, headers and cookies as JSON, eight zero bytes, the body. */
function streamedResponse(payload: Buffer): AwsResponse | undefined {
  const end = payload[0] === 0x7b ? payload.indexOf(endOfMetadata) : -1;
  const metadata = end < 0 ? undefined : jsonOf(payload.subarray(0, end))?.value;
  if (!isRecord(metadata)) return undefined;
  const body = payload.subarray(end + endOfMetadata.length);
  return described(metadata, body, 'application/octet-stream');
}

function described(
  { statusCode, headers, cookies }: Readonly<Record<string, unknown>>,
  body: string | Buffer,
  defaultType = 'application/json',
): AwsResponse | undefined {
  const status = statusOf(statusCode ?? 200);
  const lines = headersOf(headers ?? {});
  if (status === undefined || !lines || !addCookies(lines, cookies ?? [])) return undefined;
  lines['content-type'] ??= [defaultType];
  // As bytes, since Node writes the headers in the encoding of a body that is a string.
  return { status, headers: lines, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** A number or a numeric string. */
function statusOf(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value));
  const status = isNumeric ? Number(value) : Number.NaN;
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

/** How a body is sent is not the function's to say. */
const dropped = new Set(['trailer', 'transfer-encoding']);

/** The connection's own headers, and what makes a browser ask for a password, reach the client under another name. */
const remapped = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'upgrade',
  'www-authenticate',
]);

function headersOf(given: unknown): Headers | undefined {
  if (!isRecord(given)) return undefined;
  const headers: Headers = Object.create(null);
  for (const [spelling, value] of Object.entries(given)) {
    const name = spelling.toLowerCase();
    if (value === null || dropped.has(name)) continue;
    if (typeof value === 'object') return undefined;
    if (!add(headers, remapped.has(name) ? `x-amzn-remapped-${name}` : name, String(value))) return undefined;
  }
  return headers;
}

function addCookies(headers: Headers, cookies: unknown): boolean {
  if (!Array.isArray(cookies)) return false;
  return cookies.every((cookie) => typeof cookie === 'string' && add(headers, 'set-cookie', cookie));
}

/** Whether this is a header that can be sent. */
function add(headers: Headers, name: string, value: string): boolean {
  const sent = toWire(value);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, sent);
  } catch {
    return false;
  }
  headers[name] = [...(headers[name] ?? []), sent];
  return true;
}

function jsonOf(payload: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(payload.toString('utf8')) };
  } catch {
    return undefined;
  }
}
