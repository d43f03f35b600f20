import type { Meter } from '../meter.ts';
import { isInteger, isNumber, type NumberValue } from '../values/arithmetic.ts';
import { isMap, type MapValue } from '../values/map-value.ts';
import { isList, type ListValue, type Value } from '../values/value.ts';

type Accepts<Type extends Value> = (value: Value) => value is Type;
type Types<Parameters extends readonly Accepts<Value>[]> = {
  [Index in keyof Parameters]: Parameters[Index] extends Accepts<infer Type> ? Type : never;
};

export interface Overload<Target> {
  readonly parameters: readonly Accepts<Value>[];
  readonly run: (target: Target, parameters: readonly Value[], meter: Meter) => Value;
}

/** The methods of one Java class. A name can have several overloads. */
export type Methods<Target> = ReadonlyMap<string, readonly Overload<Target>[]>;

/** One method: what its parameters must be, and what it does with them. */
export function overload<Target, const Parameters extends readonly Accepts<Value>[]>(
  parameters: Parameters,
  run: (target: Target, ...values: [...Types<Parameters>, Meter]) => Value,
): Overload<Target> {
  // `callOverload` has checked each value against its parameter.
  const call = run as (target: Target, ...values: unknown[]) => Value;
  return { parameters, run: (target, values, meter) => call(target, ...values, meter) };
}

/** Undefined when there is no method of this name for these parameters, as for a method that returns null. */
export function callOverload<Target>(
  methods: Methods<Target>,
  target: Target,
  name: string,
  values: readonly Value[],
  meter: Meter,
): Value {
  return methods
    .get(name)
    ?.find(
      ({ parameters }) =>
        parameters.length === values.length && parameters.every((accepts, index) => accepts(values[index])),
    )
    ?.run(target, values, meter);
}

export const text = (value: Value): value is string => typeof value === 'string';
export const int = (value: Value): value is number =>
  typeof value === 'number' && isInteger(value) && value === (value | 0);
export const number: Accepts<NumberValue> = isNumber;
export const bool = (value: Value): value is boolean => typeof value === 'boolean';
export const list: Accepts<ListValue> = isList;
export const map: Accepts<MapValue> = isMap;
export const any = (_value: Value): _value is Value => true;
