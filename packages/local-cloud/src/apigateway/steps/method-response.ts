import type { HttpResponse } from '../exchange.ts';
import { integrationFailure } from '../gateway-responses/gateway-fault.ts';
import { isHeaderName, isHeaderValue } from '../headers/header.ts';
import { remapHeaders } from '../headers/remap-headers.ts';

/** The integration's answer as the client may have it: headers remapped and typed. */
export function methodResponse(answer: HttpResponse): HttpResponse {
  for (const [name, value] of answer.headers) {
    if (!isHeaderName(name) || !isHeaderValue(value)) {
      throw integrationFailure(502, new Error(`the header ${JSON.stringify(name)} cannot be sent`));
    }
  }
  const headers = remapHeaders(answer.headers);
  const isTyped = headers.some(([name]) => name.length === 12 && name.toLowerCase() === 'content-type');
  if (!isTyped) headers.unshift(['Content-Type', 'application/json']);
  return { ...answer, headers };
}
