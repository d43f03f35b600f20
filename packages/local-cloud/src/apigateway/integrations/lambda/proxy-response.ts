import { isRecord } from '../../../aws/is-record.ts';
import type { Exchange, HttpResponse } from '../../exchange.ts';
import { configurationError, integrationFailure } from '../../gateway-responses/gateway-fault.ts';
import type { Header } from '../../headers/header.ts';
import { matchesMediaType } from '../../headers/media-type.ts';
import { remapOfBackEnd } from '../../headers/remap-headers.ts';
import { decodeBase64 } from '../content-handling.ts';
import { mergeHeaders } from './merge-headers.ts';

const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** The response that a proxy function's result describes. A malformed result is 502. */
export function proxyResponse(payload: Buffer, exchange: Exchange): HttpResponse {
  const result = resultObject(payload);
  const text = optional(result.body, 'string') ?? '';
  const isEncoded = optional(result.isBase64Encoded, 'boolean') ?? false;
  const response = {
    status: statusOf(result.statusCode),
    headers: headersOf(result).map(remapOfBackEnd),
    showsTrace: true,
  };
  const isBinary =
    isEncoded && matchesMediaType(exchange.deployment.binaryMediaTypes, exchange.headers.accept);
  if (!isBinary) return { ...response, body: text };
  const body = decodeBase64(text);
  if (!body) throw configurationError(new Error('Unable to base64 decode the body.'));
  return { ...response, body };
}

function resultObject(payload: Buffer): Readonly<Record<string, unknown>> {
  let result: unknown;
  try {
    result = JSON.parse(payload.toString('utf8'));
  } catch {
    throw malformed();
  }
  if (!isRecord(result)) throw malformed();
  for (const name in result) if (!members.has(name)) throw malformed();
  return result;
}

/** A number or a numeric string. A provisional status (1xx) is malformed. */
function statusOf(value: unknown): number {
  if (value === undefined || value === null) return 200;
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value));
  const status = isNumeric ? Number(value) : Number.NaN;
  if (!Number.isInteger(status) || status < 200 || status > 599) throw malformed();
  return status;
}

function headersOf({ headers, multiValueHeaders }: Readonly<Record<string, unknown>>): Header[] {
  const multi: Header[] = [];
  for (const [name, values] of Object.entries(optionalRecord(multiValueHeaders))) {
    if (!Array.isArray(values)) throw malformed();
    for (const value of values) addLine(multi, name, value);
  }
  const single: Header[] = [];
  for (const [name, value] of Object.entries(optionalRecord(headers))) addLine(single, name, value);
  return mergeHeaders(multi, single);
}

/** Scalars are sent as strings; a null is left out. */
function addLine(lines: Header[], name: string, value: unknown): void {
  if (value === null) return;
  if (typeof value === 'object') throw malformed();
  lines.push([name, String(value)]);
}

function optionalRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw malformed();
  return value;
}

function optional(value: unknown, type: 'string'): string | undefined;
function optional(value: unknown, type: 'boolean'): boolean | undefined;
function optional(value: unknown, type: string): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== type) throw malformed();
  return value;
}

function malformed() {
  return integrationFailure(502, new Error('Malformed Lambda proxy response'));
}
