import { ServiceError } from './service-error.ts';

/** JSON as AWS's protocols write it: dates are seconds since 1970, bytes are base64. */
export function jsonText(value: unknown): string {
  return JSON.stringify(isPlain(value) ? value : wireValue(value));
}

/** Most outputs have no dates and no bytes: to look takes a fraction of what a copy would. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (value instanceof Date || value instanceof Uint8Array) return false;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && !isPlain(member)) return false;
  }
  return true;
}

function wireValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(wireValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, wireValue(member)]));
}

/** Whether a definition or a template is JSON, rather than YAML. */
export function isJsonObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** `undefined` for what is not JSON. */
export function parsedJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The members of a request body as far as it is a JSON object. */
export function jsonMembers(body: Buffer): Record<string, unknown> {
  try {
    return jsonBody(body, '');
  } catch (error) {
    if (error instanceof ServiceError) return {};
    throw error;
  }
}

/** The members of a JSON request body; an empty body has none. */
export function jsonBody(body: Buffer, errorCode: string): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new ServiceError(
      errorCode,
      'Expected a JSON object in the request body, received text that is not JSON.',
    );
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new ServiceError(errorCode, 'Expected a JSON object in the request body.');
  }
  return value as Record<string, unknown>;
}
