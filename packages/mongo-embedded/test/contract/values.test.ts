import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();
const read = { promoteValues: false, bsonRegExp: false };

it.each<[string, unknown]>([
  ['a double without a fraction', new Double(2)],
  ['an integer', new Int32(2)],
  ['a long', Long.fromString('9223372036854775807')],
  ['a decimal', Decimal128.fromString('1.20')],
  ['a date', new Date('2024-02-29T12:00:00.123Z')],
  ['an ObjectId', new ObjectId()],
  ['bytes', new Binary(Buffer.from([0, 255]), 4)],
  ['a timestamp', new Timestamp({ t: 5, i: 6 })],
  ['an emoji', '🙂\u0000é'],
  ['null', null],
  ['a pattern', /a.b/i],
  ['an array of everything', [new Double(1), 'x', [new Int32(1)], { a: false }, null]],
])('gives back %s as it was', async (_, value) => {
  const collection = database().collection(unusedName());
  await collection.insertOne({ value });
  expect(await collection.findOne({}, { ...read, projection: { _id: 0 } })).toEqual({ value });
});

/** In MongoDB's order of types. */
const ordered: unknown[] = [
  new MinKey(),
  null,
  new Double(Number.NEGATIVE_INFINITY),
  Decimal128.fromString('-1.5'),
  new Int32(0),
  new Double(0.5),
  new Double(2),
  Long.fromString('9007199254740993'),
  Decimal128.fromString('1E+30'),
  'B',
  'a',
  '\uffff',
  '🙂',
  { a: 1 },
  { a: 2 },
  { b: 0 },
  new Binary(Buffer.from([1])),
  new Binary(Buffer.from([0, 0])),
  new ObjectId('000000000000000000000001'),
  new ObjectId('000000000000000000000002'),
  false,
  true,
  new Date(-1),
  new Date(1),
  new Timestamp({ t: 1, i: 1 }),
  new MaxKey(),
];

it('sorts by type, then by value', async () => {
  const collection = database().collection<{ _id: number; value: unknown }>(unusedName());
  const documents = ordered.map((value, _id) => ({ _id, value }));
  await collection.insertMany(documents.toSorted((a, b) => (a._id % 7) - (b._id % 7) || b._id - a._id));
  const ids = async (direction: 1 | -1) =>
    (await collection.find().sort({ value: direction }).toArray()).map(({ _id }) => _id);
  expect(await ids(1)).toEqual([...ordered.keys()]);
  expect(await ids(-1)).toEqual([...ordered.keys()].reverse());
});

it('sorts an array by its least element, and by its greatest when descending', async () => {
  const collection = database().collection<{ _id: number }>(unusedName());
  await collection.insertMany([
    { _id: 0, a: [5, 1] },
    { _id: 1, a: 3 },
    { _id: 2 },
    { _id: 3, a: [] },
  ] as never[]);
  const ids = async (direction: 1 | -1) =>
    (await collection.find().sort({ a: direction, _id: 1 }).toArray()).map(({ _id }) => _id);
  expect(await ids(1)).toEqual([3, 2, 0, 1]);
  expect(await ids(-1)).toEqual([0, 1, 2, 3]);
});

it('finds equal numbers of every type, by the id too', async () => {
  const collection = database().collection<{ _id: unknown; [field: string]: unknown }>(unusedName());
  await collection.insertOne({ _id: new Double(3), a: Decimal128.fromString('2.00') });
  expect(await collection.countDocuments({ _id: new Int32(3), a: new Double(2) })).toBe(1);
  expect(await collection.countDocuments({ _id: Long.fromNumber(3) })).toBe(1);
  await expect(collection.insertOne({ _id: new Int32(3) })).rejects.toMatchObject({ code: 11000 });
});

it('refuses a document of more than 16 MB, and keeps the connection', async () => {
  const collection = database().collection(unusedName());
  await expect(collection.insertOne({ text: 'x'.repeat(16 * 1024 * 1024) })).rejects.toThrow(
    'BSONObj size: 16777249',
  );
  const most = { text: 'x'.repeat(16 * 1024 * 1024 - 100) };
  await collection.insertOne(most);
  expect(await collection.countDocuments()).toBe(1);
});
