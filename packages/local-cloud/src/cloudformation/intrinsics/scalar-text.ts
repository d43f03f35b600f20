import type { JsonValue } from '../template.ts';

/** How CloudFormation writes a scalar where text is due; `undefined` for a list, an object and no value. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value);
}
