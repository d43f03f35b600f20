import { checkDepth } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { jsonText } from './json-text.ts';
import { isMap, mapEntries } from './map-value.ts';
import { JavaList, TemplateObject, type Value } from './value.ts';

/** Java's `toString`: maps as `{a=1}`, arrays of JSON as JSON, a template's own lists as `[a, b]` (VT-19). */
export function javaText(value: Value, meter: Meter, depth = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  meter.spend(1);
  checkDepth(depth);
  if (Array.isArray(value)) return jsonText(value, meter, depth);
  if (value instanceof TemplateObject) return value.toText(meter);
  if (value instanceof JavaList) return listText(value, meter, depth);
  if (!isMap(value)) return value.toString();
  let text = '{';
  for (const [key, item] of mapEntries(value)) {
    const separator = text === '{' ? '' : ', ';
    text = meter.bounded(
      `${text}${separator}${javaText(key, meter, depth + 1)}=${javaText(item, meter, depth + 1)}`,
    );
  }
  return `${text}}`;
}

function listText({ items, kind }: JavaList, meter: Meter, depth: number): string {
  if (kind === 'array') return '[Ljava.lang.String;@1';
  let text = '[';
  for (const item of items) {
    text = meter.bounded(`${text}${text === '[' ? '' : ', '}${javaText(item, meter, depth + 1)}`);
  }
  return `${text}]`;
}
