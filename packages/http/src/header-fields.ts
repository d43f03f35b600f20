import { badValue } from './bad-value.ts';

/** Response headers by name; an array sends one header line for each of its values. */
export type HeaderFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * The same headers with lower-case names, so that a caller's `Content-Type` replaces a default one.
 * Throws a `TypeError` for a name that is not a token and for a value with a control character, which
 * could smuggle in a header or a whole response.
 */
export function headerFields(fields: HeaderFields): Record<string, string | readonly string[]> {
  const checked: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    checked[checkName(name)] = typeof value === 'string' ? checkValue(name, value) : checkValues(name, value);
  }
  return checked;
}

function checkName(name: string): string {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
    throw new TypeError(badValue('letters, digits and hyphens', 'header name', name));
  }
  return name.toLowerCase();
}

function checkValues(name: string, values: readonly string[]): string[] {
  if (!Array.isArray(values)) {
    throw new TypeError(badValue('a string or a list of strings', `header ${name}`, values));
  }
  return values.map((value) => checkValue(name, value));
}

function checkValue(name: string, value: string): string {
  if (typeof value !== 'string' || /\p{Cc}/u.test(value)) {
    throw new TypeError(badValue('a string without control characters', `header ${name}`, value));
  }
  return value;
}
