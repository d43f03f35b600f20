import type { MeteredCloud } from './metered-cloud.ts';

/** Something that a stranger sends; the cloud may refuse it, but has to stay responsive. */
export interface Attack {
  readonly name: string;
  run(cloud: MeteredCloud): Promise<unknown>;
}

/** `length` characters at most, made of whole units. */
export function filled(unit: string, length: number): string {
  return unit.repeat(Math.floor(length / unit.length));
}

/** A list of `length` items, made from their indexes. */
export function listOf<Item>(length: number, item: (index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => item(index));
}

/** An object of `length` members with names such as `A0`. */
export function membersOf<Value>(
  length: number,
  value: (index: number) => Value,
  prefix = 'A',
): Record<string, Value> {
  return Object.fromEntries(listOf(length, (index) => [`${prefix}${index}`, value(index)]));
}
