/** The cookies of a request by name. Of two with one name the first counts: it has the longest path (RFC 6265, section 5.4). */
export function parseCookies(header: string): Readonly<Record<string, readonly string[] | undefined>> {
  const found: Record<string, string[]> = Object.create(null);
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (name !== '') found[name] ??= [decoded(withoutQuotes(pair.slice(equals + 1).trim()))];
  }
  return found;
}

function withoutQuotes(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

// `ResponseBuilder.cookie` encodes values, as most libraries do; a value of another origin may be no escape.
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
