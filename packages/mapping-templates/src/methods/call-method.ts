import type { Meter } from '../meter.ts';
import { isNumber } from '../values/arithmetic.ts';
import { isMap } from '../values/map-value.ts';
import { isList, itemsOf, JavaList, TemplateObject, type Value } from '../values/value.ts';
import { collectionMethods, listMethods } from './list-methods.ts';
import { mapMethods } from './map-methods.ts';
import { numberMethods } from './number-methods.ts';
import { any, bool, callOverload, type Methods, overload, text } from './overloads.ts';
import { stringMethods } from './string-methods.ts';

/** `$target.name(values…)`. Undefined when the method does not exist, or returns nothing. */
export function callMethod(
  target: NonNullable<Value>,
  name: string,
  values: readonly Value[],
  meter: Meter,
): Value {
  meter.spend(cost(target));
  const result = called(target, name, values, meter);
  return typeof result === 'string' ? meter.spendOnText(result) : result;
}

function called(target: NonNullable<Value>, name: string, values: readonly Value[], meter: Meter): Value {
  if (typeof target === 'string') return callOverload(stringMethods, target, name, values, meter);
  if (typeof target === 'boolean') return callOverload(booleanMethods, target, name, values, meter);
  if (isNumber(target)) return callOverload(numberMethods, target, name, values, meter);
  if (target instanceof TemplateObject) return target.call(name, values, meter);
  if (target instanceof JavaList && target.kind === 'collection') {
    return callOverload(collectionMethods, target, name, values, meter);
  }
  if (isList(target)) return callOverload(listMethods, target, name, values, meter);
  return isMap(target) ? callOverload(mapMethods, target, name, values, meter) : undefined;
}

// Methods that look through long strings and lists must not be free.
function cost(target: NonNullable<Value>): number {
  if (typeof target === 'string') return 1 + (target.length >> 8);
  return isList(target) ? 1 + (itemsOf(target).length >> 4) : 1;
}

/** `java.lang.Boolean`, with what is static there. */
const booleanMethods: Methods<boolean> = new Map([
  ['booleanValue', [overload([], (self: boolean) => self)]],
  [
    'toString',
    [overload([], (self: boolean) => String(self)), overload([bool], (_, value) => String(value))],
  ],
  ['equals', [overload([any], (self: boolean, other) => self === other)]],
  ['compareTo', [overload([bool], (self: boolean, other) => Number(self) - Number(other))]],
  ['hashCode', [overload([], (self: boolean) => (self ? 1231 : 1237))]],
  ['parseBoolean', [overload([text], (_, value) => value.toLowerCase() === 'true')]],
  [
    'valueOf',
    [overload([text], (_, value) => value.toLowerCase() === 'true'), overload([bool], (_, value) => value)],
  ],
  ['logicalAnd', [overload([bool, bool], (_, first, second) => first && second)]],
  ['logicalOr', [overload([bool, bool], (_, first, second) => first || second)]],
  ['logicalXor', [overload([bool, bool], (_, first, second) => first !== second)]],
]);
