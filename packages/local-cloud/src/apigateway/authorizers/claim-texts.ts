const times = new Set(['exp', 'iat']);

/** Claims as `$context.authorizer.claims` has them: texts, lists joined by commas, the times as Java prints dates. */
export function claimTexts(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(name, value)]));
}

function textOf(name: string, value: unknown): string {
  if (times.has(name) && typeof value === 'number') return javaDate(value);
  if (Array.isArray(value)) return value.map((item) => textOf('', item)).join(',');
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `Sun Nov 22 15:46:20 UTC 2026`, of seconds since 1970. */
function javaDate(seconds: number): string {
  const [weekday = '', day, month, year, time] = new Date(seconds * 1000).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
}
