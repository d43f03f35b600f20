import { TemplateFault } from '../template-error.ts';
import { isNumber, primitive } from '../values/arithmetic.ts';
import { javaDouble } from '../values/java-double.ts';
import { javaText } from '../values/java-text.ts';
import { isMap, mapKeys } from '../values/map-value.ts';
import { isList, itemsOf, JavaList, type Value } from '../values/value.ts';
import type { PathToken } from './path-token.ts';
import { operandValue, type PathScope } from './test-filter.ts';

/** The functions that a path can end in, like `length()` (JP-5). */
export function callPathFunction(
  { name, parameters }: PathToken & { kind: 'function' },
  value: Value,
  scope: PathScope,
): Value {
  const values = parameters.map((parameter) => operandValue(parameter, value, scope));
  switch (name) {
    case 'length':
    case 'size':
      return isList(value) ? itemsOf(value).length : isMap(value) ? mapKeys(value).length : null;
    case 'keys':
      return isMap(value) ? new JavaList(mapKeys(value), 'collection') : null;
    case 'concat': {
      const strings = [...(isList(value) ? itemsOf(value) : []), ...values].filter(
        (item) => typeof item === 'string',
      );
      return scope.meter.bounded(strings.reduce((text, item) => text + javaText(item, scope.meter), ''));
    }
    case 'append':
      return isList(value) ? [...itemsOf(value), ...values] : value;
    default:
      return aggregate(name, numbersOf(value, values));
  }
}

function numbersOf(value: Value, parameters: readonly Value[]): number[] {
  const items = [...(isList(value) ? itemsOf(value) : []), ...parameters];
  return items.filter(isNumber).map((item) => Number(primitive(item)));
}

function aggregate(name: string, numbers: readonly number[]): Value {
  if (!['min', 'max', 'sum', 'avg', 'stddev'].includes(name)) {
    throw new TemplateFault(`Function with name: ${name} does not exist.`);
  }
  if (numbers.length === 0)
    throw new TemplateFault('Aggregation function attempted to calculate value using empty array');
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = sum / numbers.length;
  if (name === 'sum') return javaDouble(sum);
  if (name === 'avg') return javaDouble(mean);
  if (name === 'stddev') {
    const squares = numbers.reduce((total, number) => total + number * number, 0);
    return javaDouble(Math.sqrt(squares / numbers.length - mean * mean));
  }
  const isBefore = (left: number, right: number) => (name === 'min' ? left < right : left > right);
  return javaDouble(numbers.reduce((best, number) => (isBefore(number, best) ? number : best)));
}
