import { Decimal128, Double, Int32, Long } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { Rank, typeRank } from '../values/compare.ts';
import { isNumber, toNumber } from '../values/numbers.ts';

type Test = (value: unknown) => boolean;

/** `$type`: a name, a number of BSON, or an array of them. */
export function typeTest(wanted: unknown): Test {
  const tests = [wanted].flat().map((one) => {
    const number = isNumber(one) ? toNumber(one) : undefined;
    const type = types.find(([name, code]) => name === one || code === number);
    if (!type) throw new MongoError(2, `Unknown type name alias: ${String(one)}`);
    return type[2];
  });
  return (value) => value !== undefined && tests.some((test) => test(value));
}

const ranked =
  (rank: number): Test =>
  (value) =>
    typeRank(value) === rank;

// https://www.mongodb.com/docs/manual/reference/bson-types/
const types: readonly (readonly [name: string, code: number | undefined, test: Test])[] = [
  ['double', 1, (value) => value instanceof Double],
  ['string', 2, (value) => typeof value === 'string'],
  ['object', 3, ranked(Rank.object)],
  ['array', 4, Array.isArray],
  ['binData', 5, ranked(Rank.binary)],
  ['objectId', 7, ranked(Rank.objectId)],
  ['bool', 8, ranked(Rank.boolean)],
  ['date', 9, ranked(Rank.date)],
  ['null', 10, (value) => value === null],
  ['regex', 11, ranked(Rank.regex)],
  ['javascript', 13, ranked(Rank.code)],
  ['int', 16, (value) => value instanceof Int32],
  ['timestamp', 17, ranked(Rank.timestamp)],
  ['long', 18, (value) => value instanceof Long],
  ['decimal', 19, (value) => value instanceof Decimal128],
  ['minKey', -1, ranked(Rank.minKey)],
  ['maxKey', 127, ranked(Rank.maxKey)],
  ['number', undefined, isNumber],
];
