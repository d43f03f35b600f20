import { MongoError } from '../mongo-error.ts';
import { fieldCondition, isOperators, matcher } from '../query/match.ts';
import { sortDocuments } from '../query/sort.ts';
import { compare, isEqual } from '../values/compare.ts';
import { clone, isDocument } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import type { Place } from './apply-at.ts';

export function push(place: Place, value: unknown): void {
  const array = arrayAt('$push', place) ?? [];
  const modifiers = isDocument(value) && '$each' in value ? value : { $each: [value] };
  const unknown = Object.keys(modifiers).find((name) => !/^\$(each|position|slice|sort)$/.test(name));
  if (unknown) throw new MongoError(2, `Unrecognized clause in $push: ${unknown}`);
  const items = eachOf('$push', modifiers.$each);
  const position = whole('$position', modifiers.$position) ?? array.length;
  const added = array.toSpliced(position, 0, ...items.map(clone));
  const sorted = modifiers.$sort === undefined ? added : sortElements(added, modifiers.$sort);
  const size = whole('$slice', modifiers.$slice);
  place.set(size === undefined ? sorted : size < 0 ? sorted.slice(size) : sorted.slice(0, size));
}

export function addToSet(place: Place, value: unknown): void {
  const array = arrayAt('$addToSet', place) ?? [];
  const items = isDocument(value) && '$each' in value ? eachOf('$addToSet', value.$each) : [value];
  const result = [...array];
  for (const item of items) if (!result.some((one) => isEqual(one, item))) result.push(clone(item));
  place.set(result);
}

export function pull(place: Place, value: unknown): void {
  const array = arrayAt('$pull', place);
  if (array) place.set(array.filter((item) => !pullTest(value)(item)));
}

function pullTest(value: unknown): (item: unknown) => boolean {
  if (isDocument(value) && !isOperators(value)) {
    const holds = matcher(value);
    return (item) => isDocument(item) && holds(item);
  }
  const condition = fieldCondition(value);
  return (item) => condition([item]);
}

export function pullAll(place: Place, value: unknown): void {
  if (!Array.isArray(value)) throw new MongoError(2, '$pullAll requires an array argument');
  const array = arrayAt('$pullAll', place);
  if (array) place.set(array.filter((item) => !value.some((one) => isEqual(one, item))));
}

export function pop(place: Place, value: unknown): void {
  const end = whole('$pop', value);
  if (end !== 1 && end !== -1) throw new MongoError(9, `$pop expects 1 or -1, found: ${end}`);
  const array = arrayAt('$pop', place);
  if (array) place.set(end === 1 ? array.slice(0, -1) : array.slice(1));
}

function arrayAt(operator: string, place: Place): unknown[] | undefined {
  const current = place.get();
  if (current === undefined || Array.isArray(current)) return current;
  throw new MongoError(
    2,
    `The field '${place.path}' must be an array for ${operator} but is of another type`,
  );
}

function eachOf(operator: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(2, `The argument to $each in ${operator} must be an array`);
}

function sortElements(items: readonly unknown[], sort: unknown): unknown[] {
  if (isNumber(sort)) return items.toSorted((a, b) => compare(a, b) * toNumber(sort));
  if (!isDocument(sort))
    throw new MongoError(2, 'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}');
  return sortDocuments(
    items.map((item) => (isDocument(item) ? item : { '': item })),
    sort,
  ).map((item) => ('' in item ? item[''] : item));
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  if (Number.isInteger(number)) return number;
  throw new MongoError(2, `The value for ${name} must be an integer value`);
}
