import { bodyJson, HttpError, queryParameter } from '@samples/http';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const longestText = 10_000;
const longestBody = 64 * 1024;
const mostNotes = 100;

export function newNote(event: APIGatewayProxyEvent): { readonly text: string } {
  return { text: textOf(members(event)) };
}

export function changedNote(event: APIGatewayProxyEvent): {
  readonly text: string;
  readonly version: number;
} {
  const given = members(event);
  const { version } = given;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw expected('the version that was read, a whole number from 1', 'version', version);
  }
  return { text: textOf(given), version };
}

/** How many notes a page has: 20 unless the client says another number. */
export function pageSize(event: APIGatewayProxyEvent): number {
  const given = queryParameter(event, 'limit') ?? '20';
  const limit = Number(given);
  if (/^\d+$/.test(given) && limit >= 1 && limit <= mostNotes) return limit;
  throw expected(`a number from 1 to ${mostNotes}`, 'limit', given);
}

function members(event: APIGatewayProxyEvent): Readonly<Record<string, unknown>> {
  const body: unknown = bodyJson(event, { limit: longestBody });
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw expected('a JSON object', 'the body', body);
}

function textOf({ text }: Readonly<Record<string, unknown>>): string {
  if (typeof text === 'string' && text.length <= longestText) return text;
  const received = typeof text === 'string' ? `${text.length} characters` : text;
  throw expected(`a string of at most ${longestText} characters`, 'text', received);
}

function expected(what: string, name: string, received: unknown): HttpError {
  const shown = JSON.stringify(received)?.slice(0, 100) ?? 'nothing';
  return new HttpError(400, `Expected ${what} for ${name}, received ${shown}`);
}
