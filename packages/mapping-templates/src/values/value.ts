import type { Meter } from '../meter.ts';
import type { JavaDouble } from './java-double.ts';
import type { JavaList } from './java-list.ts';
import type { JavaMap, movedEntries } from './java-map.ts';

/**
 * The values of templates. Arrays and objects of JSON stay as `JSON.parse` made them, as long as Java prints them the
 * same. A plain number is a Java integer, or a double that both languages print the same way; a `bigint` is an
 * integer beyond 2^53. `undefined` is what Velocity calls null; `null` is a null found in JSON.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Value[]
  | JsonObject
  | JavaDouble
  | JavaList
  | JavaMap
  | TemplateObject;

export interface JsonObject {
  [key: string]: Value;
  [movedEntries]?: Map<Value, Value>;
}

/** Something with properties and methods of its own, like `$input` or `$foreach`. */
export abstract class TemplateObject {
  /** `$object.name` */
  abstract property(name: string): Value;

  /** `$object.name(…)`; undefined when there is no such method. */
  call(_name: string, _parameters: readonly Value[], _meter: Meter): Value {
    return undefined;
  }

  abstract toText(meter: Meter): string;
}
