import { type HeadersOfEvent, headerValues } from './header.ts';

/**
 * The request's cookies by name. Names are case-sensitive; values lose surrounding quotes and are
 * otherwise as sent, because only their author knows how they are encoded. Of two cookies with one name
 * the first counts: user agents send the one with the longest path first (RFC 6265, section 5.4).
 */
export function cookies(event: HeadersOfEvent): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of headerValues(event, 'cookie').flatMap((line) => line.split(';'))) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (name !== '' && !found.has(name)) {
      found.set(name, withoutQuotes(pair.slice(equals + 1).trim()));
    }
  }
  return found;
}

function withoutQuotes(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
