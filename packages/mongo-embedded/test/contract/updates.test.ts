import { Decimal128, Double, Int32, Long } from 'bson';
import { describe, expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();

interface Numbered {
  _id: number;
  [field: string]: unknown;
}

const inc = (fields: object): object => ({ $inc: fields });

async function updated(document: object, update: object, options: object = {}, query: object = { _id: 1 }) {
  const collection = database().collection<Numbered>(unusedName());
  await collection.insertOne({ _id: 1, ...document });
  await collection.updateOne(query, update, options);
  const { _id, ...fields } = (await collection.findOne({ _id: 1 })) ?? { _id: 0 };
  return fields;
}

it.each<[string, object, object, object]>([
  ['$set of a dotted path', { a: { b: 1 } }, { $set: { 'a.c.d': 2 } }, { a: { b: 1, c: { d: 2 } } }],
  ['$set of an element', { a: [1, 2] }, { $set: { 'a.1': 9, 'a.3': 7 } }, { a: [1, 9, null, 7] }],
  ['$unset', { a: 1, b: [1, 2] }, { $unset: { a: '', 'b.0': '' } }, { b: [null, 2] }],
  ['$inc of a field, and of a missing one', { a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
  ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  ['$min and $max', { a: 3, b: 3 }, { $min: { a: 1 }, $max: { b: 1, c: 4 } }, { a: 1, b: 3, c: 4 }],
  ['$rename', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ['$push', { a: [1] }, { $push: { a: 2, b: [3] } }, { a: [1, 2], b: [[3]] }],
  [
    '$push at a position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push, sorted and cut',
    { a: [5, 1] },
    { $push: { a: { $each: [3], $sort: -1, $slice: 2 } } },
    { a: [5, 3] },
  ],
  [
    '$push, sorted by a field',
    { a: [{ n: 2 }] },
    { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  ['$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 3 } } }, { a: [1] }],
  ['$pull of documents', { a: [{ b: 1, c: 1 }, { b: 2 }] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }] }],
  ['$pullAll', { a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$bit', { a: new Int32(13) }, { $bit: { a: { and: new Int32(10) } } }, { a: 8 }],
])('applies %s', async (_, document, update, expected) => {
  expect(await updated(document, update)).toEqual(expected);
});

describe('a positional path', () => {
  const document = {
    a: [
      { k: 'x', n: 1 },
      { k: 'y', n: 1 },
      { k: 'y', n: 5 },
    ],
  };

  it('changes the element that the query matched', async () => {
    const query = { a: { $elemMatch: { k: 'y', n: 5 } } };
    expect(await updated(document, { $inc: { 'a.$.n': 1 } }, {}, query)).toEqual({
      a: [
        { k: 'x', n: 1 },
        { k: 'y', n: 1 },
        { k: 'y', n: 6 },
      ],
    });
    expect(await updated({ a: [1, 2, 3] }, { $set: { 'a.$': 9 } }, {}, { a: 2 })).toEqual({ a: [1, 9, 3] });
  });

  it('changes every element, and those that a filter picks', async () => {
    expect(await updated({ a: [1, 2] }, { $inc: { 'a.$[]': 10 } })).toEqual({ a: [11, 12] });
    const options = { arrayFilters: [{ 'e.k': 'y', 'e.n': { $lt: 3 } }] };
    expect(await updated(document, { $set: { 'a.$[e].n': 0 } }, options)).toEqual({
      a: [
        { k: 'x', n: 1 },
        { k: 'y', n: 0 },
        { k: 'y', n: 5 },
      ],
    });
  });
});

it.each<[string, object, object, number]>([
  ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
  ['a field within a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['two changes of one field', {}, { $set: { a: 1 }, $inc: { 'a.b': 1 } }, 40],
  ['a change of the id', {}, { $set: { _id: 2 } }, 66],
  ['an operator that does not exist', {}, { $foo: { a: 1 } }, 9],
  ['a position without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
])('refuses %s', async (_, document, update, code) => {
  await expect(updated(document, update)).rejects.toMatchObject({ code });
});

describe('a number', () => {
  const read = { promoteValues: false };

  it('keeps its type, and grows where it has to', async () => {
    const collection = database().collection<Numbered>(unusedName());
    const values = { d: new Double(2), i: new Int32(2_147_483_647), l: Long.fromString('9007199254740993') };
    await collection.insertOne({ _id: 1, ...values, m: Decimal128.fromString('0.10') });
    await collection.updateOne({ _id: 1 }, inc({ d: 1, i: 1, l: 1, m: Decimal128.fromString('0.2') }));
    expect(await collection.findOne({ _id: 1 }, read)).toEqual({
      _id: new Int32(1),
      d: new Double(3),
      i: Long.fromString('2147483648'),
      l: Long.fromString('9007199254740994'),
      m: Decimal128.fromString('0.30'),
    });
  });
});

describe('an upsert', () => {
  it('starts from the equal fields of the query', async () => {
    const collection = database().collection<Numbered>(unusedName());
    const update = { $set: { b: 2 }, $setOnInsert: { c: 3 } };
    const first = await collection.updateOne({ _id: 7, 'a.x': 1, n: { $gt: 5 } }, update, { upsert: true });
    expect(first).toMatchObject({ matchedCount: 0, upsertedId: 7, upsertedCount: 1 });
    expect(await collection.findOne({ _id: 7 })).toEqual({ _id: 7, a: { x: 1 }, b: 2, c: 3 });
    const second = await collection.updateOne({ _id: 7 }, { $setOnInsert: { c: 9 } }, { upsert: true });
    expect(second).toMatchObject({ matchedCount: 1, modifiedCount: 0, upsertedCount: 0 });
  });
});

describe('findOneAndUpdate', () => {
  it('returns the document before or after, sorted and projected', async () => {
    const collection = database().collection<Numbered>(unusedName());
    await collection.insertMany([1, 2, 3].map((_id) => ({ _id, n: _id })));
    const before = await collection.findOneAndUpdate({}, inc({ n: 10 }), { sort: { n: -1 } });
    expect(before).toEqual({ _id: 3, n: 3 });
    const options = { returnDocument: 'after', projection: { n: 1, _id: 0 } } as const;
    expect(await collection.findOneAndUpdate({ _id: 3 }, inc({ n: 1 }), options)).toEqual({ n: 14 });
    expect(await collection.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } })).toBeNull();
    const upsert = { upsert: true, returnDocument: 'after' } as const;
    expect(await collection.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } }, upsert)).toEqual({
      _id: 9,
      n: 1,
    });
  });

  it('replaces and deletes', async () => {
    const collection = database().collection<Numbered>(unusedName());
    await collection.insertOne({ _id: 1, a: 1 });
    expect(await collection.findOneAndReplace({ _id: 1 }, { b: 2 })).toEqual({ _id: 1, a: 1 });
    expect(await collection.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, b: 2 });
    expect(await collection.countDocuments()).toBe(0);
  });
});

it('updates and deletes many, and reports what changed', async () => {
  const collection = database().collection<Numbered>(unusedName());
  await collection.insertMany([1, 2, 3].map((_id) => ({ _id, n: _id })));
  expect(await collection.updateMany({ _id: { $lte: 2 } }, { $set: { n: 2 } })).toMatchObject({
    matchedCount: 2,
    modifiedCount: 1,
  });
  expect(await collection.deleteMany({ n: 2 })).toMatchObject({ deletedCount: 2 });
  expect(await collection.deleteOne({})).toMatchObject({ deletedCount: 1 });
});

it('updates by a pipeline', async () => {
  const collection = database().collection<Numbered>(unusedName());
  await collection.insertOne({ _id: 1, a: 2, b: 3 });
  await collection.updateOne({ _id: 1 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }]);
  expect(await collection.findOne()).toEqual({ _id: 1, b: 3, sum: 5 });
});

it('loses no increment of many at once', async () => {
  const collection = database().collection<Numbered>(unusedName());
  await collection.insertOne({ _id: 1 });
  await Promise.all(Array.from({ length: 200 }, () => collection.updateOne({ _id: 1 }, inc({ n: 1 }))));
  expect(await collection.findOne()).toEqual({ _id: 1, n: 200 });
});
