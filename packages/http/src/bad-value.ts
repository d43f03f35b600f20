const longestQuote = 80;

/** The one sentence for every bad value: what was expected, for which name, and what was received. */
export function badValue(expected: string, name: string, received: unknown): string {
  return `Expected ${expected} for ${name}, received ${quote(received)}`;
}

function quote(value: unknown): string {
  if (typeof value !== 'string') {
    const isPlain = value === null || ['number', 'boolean', 'undefined'].includes(typeof value);
    return isPlain ? String(value) : `a value of type ${typeof value}`;
  }
  // JSON escapes control characters, so that a message never breaks a log line.
  return value.length > longestQuote
    ? `${JSON.stringify(value.slice(0, longestQuote))} and ${value.length - longestQuote} more characters`
    : JSON.stringify(value);
}
