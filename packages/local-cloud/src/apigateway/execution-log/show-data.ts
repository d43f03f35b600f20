import type { Header } from '../headers/header.ts';

/** A body, or names with their values. A repeated name is listed once for each value. */
export type LoggedData = string | Buffer | readonly Header[] | ReadonlyMap<string, readonly string[]>;

const maxValueLength = 1000;
const visibleLength = 6;
const secrets = new Set(['authorization', 'x-api-key', 'x-amz-security-token', 'proxy-authorization']);

/** As AWS prints it: a map as Java does, long values cut, and of a secret only its end. */
export function showData(data: LoggedData): string {
  if (typeof data === 'string') return cut(data);
  // No character takes more than four bytes: what lies beyond would be cut anyway.
  if (Buffer.isBuffer(data)) return cut(data.toString('utf8', 0, maxValueLength * 4));
  return cut(`{${entriesOf(data).map(showEntry).join(', ')}}`);
}

function entriesOf(data: readonly Header[] | ReadonlyMap<string, readonly string[]>): readonly Header[] {
  if (Array.isArray(data)) return data;
  return [...(data as ReadonlyMap<string, readonly string[]>)].map(([name, values]) => [
    name,
    values.join(','),
  ]);
}

function showEntry([name, value]: Header): string {
  return `${name}=${secrets.has(name.toLowerCase()) ? mask(value) : value}`;
}

/** A short secret would be mostly shown: it is hidden whole. */
function mask(secret: string): string {
  const hidden = secret.length > 2 * visibleLength ? secret.length - visibleLength : secret.length;
  return '*'.repeat(hidden) + secret.slice(hidden);
}

export function cut(text: string): string {
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)} [TRUNCATED]` : text;
}
