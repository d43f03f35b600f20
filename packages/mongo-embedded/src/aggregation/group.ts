import { Double, Int32 } from 'bson';
import { MongoError, notOffered } from '../mongo-error.ts';
import { compare } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import { add, isNumber, type NumberValue, toNumber } from '../values/numbers.ts';
import { valueKey } from '../values/value-key.ts';
import { evaluate } from './evaluate.ts';

/** `$group`: one document for each value of `_id`, in the order in which they first appear. */
export function group(documents: readonly Document[], specification: Document): Document[] {
  if (!('_id' in specification)) throw new MongoError(15955, 'a group specification must include an _id');
  const groups = new Map<string, { id: unknown; members: Document[] }>();
  for (const document of documents) {
    const id = evaluate(specification._id, document) ?? null;
    const key = valueKey(id);
    const existing = groups.get(key);
    if (existing) existing.members.push(document);
    else groups.set(key, { id, members: [document] });
  }
  const fields = Object.keys(specification).filter((name) => name !== '_id');
  return Array.from(groups.values(), ({ id, members }) => {
    const result: Document = { _id: id };
    for (const name of fields) result[name] = accumulate(name, specification[name], members);
    return result;
  });
}

function accumulate(field: string, specification: unknown, members: readonly Document[]): unknown {
  const [[operator, expression] = []] = isDocument(specification) ? Object.entries(specification) : [];
  if (operator === undefined)
    throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const accumulator = accumulators[operator];
  if (accumulator) return accumulator(members.map((document) => evaluate(expression, document)));
  if (operator === '$count') return new Int32(members.length);
  if (rarer.has(operator)) throw notOffered(operator);
  throw new MongoError(15952, `unknown group operator '${operator}'`);
}

const rarer = new Set([
  ...['$accumulator', '$bottom', '$bottomN', '$firstN', '$lastN', '$maxN'],
  ...['$median', '$minN', '$percentile', '$top', '$topN'],
]);

const accumulators: Readonly<Record<string, (values: readonly unknown[]) => unknown>> = {
  $sum: (values) => sum(values.filter(isNumber)),
  $avg: (values) => average(values.filter(isNumber)),
  $min: (values) => extreme(values, -1),
  $max: (values) => extreme(values, 1),
  $first: ([first]) => first ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(
      values.filter((value) => value !== undefined).map((value) => [valueKey(value), value]),
    ).values(),
  ],
  $mergeObjects: (values) => Object.assign({}, ...values.filter(isDocument)),
  $stdDevPop: (values) => deviation(values.filter(isNumber).map(toNumber), 0),
  $stdDevSamp: (values) => deviation(values.filter(isNumber).map(toNumber), 1),
};

function sum(numbers: readonly NumberValue[]): NumberValue {
  const zero: NumberValue = new Int32(0);
  return numbers.reduce<NumberValue>(
    (total, value) => add(total, value) ?? new Double(toNumber(total) + toNumber(value)),
    zero,
  );
}

function average(numbers: readonly NumberValue[]): Double | null {
  return numbers.length === 0 ? null : new Double(toNumber(sum(numbers)) / numbers.length);
}

function extreme(values: readonly unknown[], direction: number): unknown {
  const present = values.filter((value) => value !== undefined && value !== null);
  if (present.length === 0) return null;
  return present.reduce((best, value) => (compare(value, best) * direction > 0 ? value : best));
}

function deviation(numbers: readonly number[], lost: number): Double | null {
  if (numbers.length <= lost) return null;
  const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length;
  const squares = numbers.reduce((total, value) => total + (value - mean) ** 2, 0);
  return new Double(Math.sqrt(squares / (numbers.length - lost)));
}
