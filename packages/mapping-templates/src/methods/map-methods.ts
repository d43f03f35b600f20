import { checkListSize } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { javaEquals } from '../values/java-equals.ts';
import { javaText } from '../values/java-text.ts';
import {
  type MapValue,
  mapEntries,
  mapGet,
  mapHas,
  mapKeys,
  mapPut,
  mapRemove,
} from '../values/map-value.ts';
import { JavaList, type Value } from '../values/value.ts';
import { hashCode } from './hash-code.ts';
import { MapEntry } from './map-entry.ts';
import { any, type Methods, map, overload } from './overloads.ts';

/** `java.util.Map` */
export const mapMethods: Methods<MapValue> = new Map([
  ['get', [overload([any], mapGet)]],
  [
    'getOrDefault',
    [overload([any, any], (self: MapValue, key, other) => (mapHas(self, key) ? mapGet(self, key) : other))],
  ],
  ['put', [overload([any, any], (self: MapValue, key, value) => mapPut(self, key, value))]],
  [
    'putIfAbsent',
    [overload([any, any], (self: MapValue, key, value) => mapGet(self, key) ?? mapPut(self, key, value))],
  ],
  ['putAll', [overload([map], (self: MapValue, added, meter) => putAll(self, added, meter))]],
  ['remove', [overload([any], mapRemove)]],
  ['clear', [overload([], (self: MapValue) => clear(self))]],
  ['containsKey', [overload([any], mapHas)]],
  [
    'containsValue',
    [
      overload([any], (self: MapValue, value, meter) =>
        mapEntries(self).some(([, item]) => javaEquals(item, value, meter)),
      ),
    ],
  ],
  [
    'keySet',
    [overload([], (self: MapValue, meter) => counted(meter, new JavaList(mapKeys(self), 'collection')))],
  ],
  [
    'values',
    [
      overload([], (self: MapValue, meter) =>
        counted(
          meter,
          new JavaList(
            mapEntries(self).map(([, item]) => item),
            'collection',
          ),
        ),
      ),
    ],
  ],
  [
    'entrySet',
    [
      overload([], (self: MapValue, meter) =>
        counted(
          meter,
          new JavaList(
            mapEntries(self).map((entry) => new MapEntry(self, entry)),
            'collection',
          ),
        ),
      ),
    ],
  ],
  [
    'size',
    [overload([], (self: MapValue, meter) => counted(meter, new JavaList(mapKeys(self))).items.length)],
  ],
  ['isEmpty', [overload([], (self: MapValue) => mapKeys(self).length === 0)]],
  ['equals', [overload([any], (self: MapValue, other, meter) => javaEquals(self, other, meter))]],
  ['hashCode', [overload([], (self: MapValue, meter) => hashCode(self, meter))]],
  ['toString', [overload([], (self: MapValue, meter) => javaText(self, meter))]],
]);

function putAll(self: MapValue, added: MapValue, meter: Meter): Value {
  for (const [key, value] of mapEntries(added)) {
    meter.spend(1);
    mapPut(self, key, value);
  }
  checkListSize(mapKeys(self).length, meter.limits);
  return undefined;
}

function clear(self: MapValue): undefined {
  for (const key of mapKeys(self)) mapRemove(self, key);
}

function counted(meter: Meter, list: JavaList): JavaList {
  meter.spend(list.items.length);
  return list;
}
