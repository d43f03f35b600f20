import type { HttpResponse } from '../exchange.ts';
import { integrationFailure } from '../gateway-responses/gateway-fault.ts';
import { isHeaderName, isHeaderValue } from '../headers/header.ts';
import { remapHeaders } from '../headers/remap-headers.ts';

/** The integration's response with its headers remapped, and with a Content-Type. */
export function methodResponse(response: HttpResponse): HttpResponse {
  for (const [name, value] of response.headers) {
    if (!isHeaderName(name) || !isHeaderValue(value)) {
      throw integrationFailure(502, new Error(`the header ${JSON.stringify(name)} cannot be sent`));
    }
  }
  const headers = remapHeaders(response.headers, true);
  const isTyped = headers.some(([name]) => name.length === 12 && name.toLowerCase() === 'content-type');
  if (!isTyped) headers.unshift(['Content-Type', 'application/json']);
  return { ...response, headers };
}
