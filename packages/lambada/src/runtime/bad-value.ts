const longestQuote = 80;

/** The one sentence for every bad value: what was expected, for which name, and what was received. */
export function badValue(expected: string, name: string, received: unknown): string {
  return `Expected ${expected} for ${name}, received ${quote(received)}`;
}

function quote(value: unknown): string {
  if (value === undefined) return 'none';
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > longestQuote
    ? `${text.slice(0, longestQuote)} and ${text.length - longestQuote} more characters`
    : text;
}
