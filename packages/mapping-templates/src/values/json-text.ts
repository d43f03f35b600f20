import { checkDepth } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { isMap, mapEntries } from './map-value.ts';
import { isList, itemsOf, TemplateObject, type Value } from './value.ts';

/** Compact JSON. */
export function jsonText(value: Value, meter: Meter, depth = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  meter.spend(1);
  checkDepth(depth);
  if (isList(value)) {
    let text = '[';
    for (const item of itemsOf(value)) {
      text = meter.bounded(`${text}${text === '[' ? '' : ','}${jsonText(item, meter, depth + 1)}`);
    }
    return `${text}]`;
  }
  if (value instanceof TemplateObject) return quoted(value.toText(meter));
  if (!isMap(value)) return value.toString();
  let text = '{';
  for (const [key, item] of mapEntries(value)) {
    const name = quoted(typeof key === 'string' ? key : jsonText(key, meter, depth + 1));
    text = meter.bounded(`${text}${text === '{' ? '' : ','}${name}:${jsonText(item, meter, depth + 1)}`);
  }
  return `${text}}`;
}

const needsEscape = /[^\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]/;

function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
