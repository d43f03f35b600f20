/** Templates may quote their booleans, and the Query protocol has strings only. */
export function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
