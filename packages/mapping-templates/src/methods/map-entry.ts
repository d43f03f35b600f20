import type { Meter } from '../meter.ts';
import { javaText } from '../values/java-text.ts';
import { type MapValue, mapPut } from '../values/map-value.ts';
import { TemplateObject, type Value } from '../values/value.ts';

/** `Map.Entry` */
export class MapEntry extends TemplateObject {
  readonly #map: MapValue;
  readonly #key: Value;
  #value: Value;

  constructor(map: MapValue, [key, value]: readonly [Value, Value]) {
    super();
    this.#map = map;
    this.#key = key;
    this.#value = value;
  }

  override property(name: string): Value {
    if (name === 'key') return this.#key;
    return name === 'value' ? this.#value : undefined;
  }

  override call(name: string, parameters: readonly Value[], meter: Meter): Value {
    if (name === 'setValue' && parameters.length === 1) {
      this.#value = parameters[0];
      return mapPut(this.#map, this.#key, parameters[0]);
    }
    if (parameters.length > 0) return undefined;
    if (name === 'getKey') return this.#key;
    if (name === 'getValue') return this.#value;
    return name === 'toString' ? this.toText(meter) : undefined;
  }

  override toText(meter: Meter): string {
    return meter.bounded(`${javaText(this.#key, meter)}=${javaText(this.#value, meter)}`);
  }
}
