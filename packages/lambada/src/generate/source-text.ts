/** A value as source code, with single quotes where that is possible. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const json = JSON.stringify(value);
  return typeof value === 'string' && !/['"\\\\]/.test(json.slice(1, -1)) ? `'${value}'` : json;
}

/** The source of an object, without the entries that are false. */
export function objectLiteral(entries: Readonly<Record<string, string | false>>): string {
  const present = Object.entries(entries).filter(([, code]) => code !== false);
  return `{ ${present.map(([name, code]) => `${name}: ${code}`).join(', ')} }`;
}

/** The name of a property in an object's source. A plain `__proto__` would be its prototype. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return identifier.test(name) ? name : literal(name);
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** `.name`, or the brackets that a name without an identifier's form needs. */
export function memberAccess(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${literal(name)}]`;
}
