import { Int32, Long, Timestamp } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { compare } from '../values/compare.ts';
import { bsonType, clone, type Document, isDocument } from '../values/document.ts';
import { add, isNumber, multiply, type NumberValue, plainNumber } from '../values/numbers.ts';
import { applyAt, type Place } from './apply-at.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';

type Operator = (place: Place, value: unknown, document: Document) => void;

export const operators: Readonly<Record<string, Operator>> = {
  $set: (place, value) => place.set(clone(value)),
  $setOnInsert: (place, value) => place.set(clone(value)),
  $unset: (place) => place.remove(),
  $inc: (place, value) => compute('$inc', place, value, add),
  $mul: (place, value) => compute('$mul', place, value, multiply),
  $min: (place, value) => keepIf(place, value, (order) => order < 0),
  $max: (place, value) => keepIf(place, value, (order) => order > 0),
  $rename: rename,
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};

/** Two operators may not change the same field, or one a part of the other's. */
export function refuseConflicts(update: Document): void {
  const paths = Object.values(update)
    .flatMap((fields) => (isDocument(fields) ? Object.keys(fields) : []))
    .sort((a, b) => (`${a}.` < `${b}.` ? -1 : 1));
  for (const [index, path] of paths.entries()) {
    const next = paths[index + 1];
    if (next !== undefined && `${next}.`.startsWith(`${path}.`))
      throw new MongoError(40, `Updating the path '${next}' would create a conflict at '${path}'`);
  }
}

function compute(
  operator: string,
  place: Place,
  value: unknown,
  combine: (a: NumberValue, b: NumberValue) => NumberValue | undefined,
): void {
  if (!isNumber(value))
    throw new MongoError(
      14,
      `Cannot ${verbs[operator]} with non-numeric argument: {${place.path}: ${show(value)}}`,
    );
  const current = place.get();
  if (current !== undefined && !isNumber(current))
    throw new MongoError(
      14,
      `Cannot apply ${operator} to a value of non-numeric type. The field '${place.path}' has ${show(current)}`,
    );
  const start = current ?? new Int32(0);
  const result = current === undefined && operator === '$inc' ? value : combine(start, value);
  if (!result)
    throw new MongoError(
      2,
      `Failed to apply ${operator} operations to current value of '${place.path}': overflow`,
    );
  place.set(result);
}

const verbs: Readonly<Record<string, string>> = { $inc: 'increment', $mul: 'multiply' };

function keepIf(place: Place, value: unknown, isBetter: (order: number) => boolean): void {
  const current = place.get();
  if (current === undefined || isBetter(compare(value, current))) place.set(clone(value));
}

function rename(place: Place, value: unknown, document: Document): void {
  if (typeof value !== 'string')
    throw new MongoError(2, `The 'to' field for $rename must be a string: ${place.path}`);
  const current = place.get();
  if (current === undefined) return;
  place.remove();
  applyAt(document, value.split('.'), (target) => target.set(current));
}

function currentDate(place: Place, value: unknown): void {
  const isTimestamp = isDocument(value) && value.$type === 'timestamp';
  const seconds = Math.floor(Date.now() / 1000);
  place.set(isTimestamp ? new Timestamp({ t: seconds, i: 1 }) : new Date());
}

function bit(place: Place, value: unknown): void {
  const [[name, operand] = []] = isDocument(value) ? Object.entries(value) : [];
  const current = place.get() ?? new Int32(0);
  if (!isWhole(operand) || !isWhole(current) || !(name === 'and' || name === 'or' || name === 'xor'))
    throw new MongoError(2, `$bit expects { and | or | xor: <integer> } for an integer at '${place.path}'`);
  const [a, b] = [BigInt(plainNumber(current)), BigInt(plainNumber(operand))];
  const result = name === 'and' ? a & b : name === 'or' ? a | b : a ^ b;
  const isLong = current instanceof Long || operand instanceof Long;
  place.set(isLong ? Long.fromBigInt(result) : new Int32(Number(result)));
}

function isWhole(value: unknown): value is Int32 | Long {
  return value instanceof Int32 || value instanceof Long;
}

function show(value: unknown): string {
  return bsonType(value) ?? JSON.stringify(value) ?? 'nothing';
}
