import { ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();

/** The `_id`s of the documents that a query finds, each document having its place as its id. */
async function found(documents: object[], query: object): Promise<unknown[]> {
  const collection = database().collection<{ _id: number }>(unusedName());
  await collection.insertMany(documents.map((document, index) => ({ _id: index, ...document })));
  const results = await collection.find(query).sort({ _id: 1 }).toArray();
  return results.map(({ _id }) => _id);
}

const id = new ObjectId('0123456789abcdef01234567');

it.each<[string, object[], object, number[]]>([
  ['an equal value', [{ a: 1 }, { a: 2 }], { a: 1 }, [0]],
  ['a number, whatever its type', [{ a: 1 }, { a: 1.5 }], { a: { $gte: 1, $lt: 1.2 } }, [0]],
  ['an ObjectId', [{ a: id }, { a: String(id) }], { a: id }, [0]],
  ['a date', [{ a: new Date(5) }, { a: new Date(9) }], { a: { $gt: new Date(5) } }, [1]],
  ['values of one type alone', [{ a: 'x' }, { a: 5 }, { a: null }, {}], { a: { $lt: 9 } }, [1]],
  ['null and what is missing', [{ a: null }, {}, { a: 0 }], { a: null }, [0, 1]],
  ['an element of an array', [{ a: [1, 2] }, { a: [3] }], { a: 2 }, [0]],
  ['a whole array', [{ a: [1, 2] }, { a: [2, 1] }], { a: [1, 2] }, [0]],
  [
    'a whole document, fields in order',
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
    { a: { x: 1, y: 2 } },
    [0],
  ],
  ['a dotted path', [{ a: { b: { c: 1 } } }, { a: { b: 1 } }], { 'a.b.c': 1 }, [0]],
  ['a dotted path through an array', [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] }], { 'a.b': 2 }, [0]],
  ['an element by its number', [{ a: [1, 2] }, { a: [2, 1] }], { 'a.1': 1 }, [1]],
  ['$ne', [{ a: 1 }, { a: 2 }, {}], { a: { $ne: 1 } }, [1, 2]],
  ['$ne of an array', [{ a: [1, 2] }, { a: [3] }], { a: { $ne: 1 } }, [1]],
  ['$in with a pattern', [{ a: 'abc' }, { a: 'x' }, { a: 7 }], { a: { $in: [/^a/, 7] } }, [0, 2]],
  ['$nin', [{ a: 1 }, { a: 2 }, {}], { a: { $nin: [1] } }, [1, 2]],
  ['$not', [{ a: 1 }, { a: 9 }, {}], { a: { $not: { $gt: 5 } } }, [0, 2]],
  [
    '$and, $or and $nor',
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    { $or: [{ a: 1 }, { a: 2 }], $nor: [{ a: 2 }] },
    [0],
  ],
  ['$exists', [{ a: null }, {}], { a: { $exists: true } }, [0]],
  ['$type', [{ a: 1 }, { a: 1.5 }, { a: 'x' }], { a: { $type: ['double', 'string'] } }, [1, 2]],
  ['$regex with options', [{ a: 'Rex' }, { a: 'Max' }], { a: { $regex: '^r', $options: 'i' } }, [0]],
  ['$all', [{ a: [1, 2, 3] }, { a: [1] }], { a: { $all: [1, 2] } }, [0]],
  ['$size', [{ a: [1, 2] }, { a: [] }], { a: { $size: 2 } }, [0]],
  ['$mod', [{ a: 4 }, { a: 5 }], { a: { $mod: [4, 0] } }, [0]],
  [
    '$elemMatch: one element for all conditions',
    [{ a: [{ x: 1, y: 2 }] }, { a: [{ x: 1 }, { y: 2 }] }],
    { a: { $elemMatch: { x: 1, y: 2 } } },
    [0],
  ],
  ['$elemMatch of values', [{ a: [1, 9] }, { a: [5] }], { a: { $elemMatch: { $gt: 3, $lt: 7 } } }, [1]],
  [
    '$expr',
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [1],
  ],
])('finds %s', async (_, documents, query, ids) => {
  expect(await found(documents, query)).toEqual(ids);
});

describe('a projection', () => {
  const document = {
    _id: 1,
    a: 1,
    b: { c: 2, d: 3 },
    list: [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
  };

  it.each<[string, object, object]>([
    ['includes', { a: 1 }, { _id: 1, a: 1 }],
    ['includes without the id', { a: 1, _id: 0 }, { a: 1 }],
    ['excludes', { b: 0, list: 0 }, { _id: 1, a: 1 }],
    [
      'includes a dotted path',
      { 'b.c': 1, 'list.x': 1 },
      { _id: 1, b: { c: 2 }, list: [{ x: 1 }, { x: 2 }] },
    ],
    ['excludes a dotted path', { 'b.c': 0, list: 0 }, { _id: 1, a: 1, b: { d: 3 } }],
    ['slices an array', { list: { $slice: -1 }, a: 0, b: 0 }, { _id: 1, list: [{ x: 2, y: 2 }] }],
    [
      'shows the element that $elemMatch finds',
      { list: { $elemMatch: { x: 2 } } },
      { _id: 1, list: [{ x: 2, y: 2 }] },
    ],
    ['shows the element that the query matched', { 'list.$': 1 }, { _id: 1, list: [{ x: 2, y: 2 }] }],
    ['computes', { sum: { $add: ['$a', '$b.c'] } }, { _id: 1, sum: 3 }],
  ])('%s', async (_, projection, expected) => {
    const collection = database().collection<{ _id: number }>(unusedName());
    await collection.insertOne(document);
    const query = { 'list.x': 2 };
    expect(await collection.findOne(query, { projection })).toEqual(expected);
  });
});

describe('a cursor', () => {
  it('gives every document once, in batches', async () => {
    const collection = database().collection<{ _id: number }>(unusedName());
    await collection.insertMany(Array.from({ length: 250 }, (_, index) => ({ _id: index })));
    const ids: number[] = [];
    for await (const { _id } of collection.find().sort({ _id: -1 }).batchSize(7)) ids.push(_id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => 249 - index));
  });

  it('skips and limits', async () => {
    const collection = database().collection<{ _id: number }>(unusedName());
    await collection.insertMany([3, 1, 2, 5, 4].map((_id) => ({ _id })));
    const page = await collection.find().sort({ _id: 1 }).skip(1).limit(3).batchSize(2).toArray();
    expect(page.map(({ _id }) => _id)).toEqual([2, 3, 4]);
  });

  it('that is closed early is forgotten', async () => {
    const collection = database().collection<{ _id: number }>(unusedName());
    await collection.insertMany(Array.from({ length: 9 }, (_, index) => ({ _id: index })));
    const cursor = collection.find().batchSize(2);
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    const getMore = { getMore: id, collection: collection.collectionName };
    await expect(database().db?.command(getMore)).rejects.toMatchObject({ code: 43 });
  });
});

it('counts, and lists distinct values in order', async () => {
  const collection = database().collection(unusedName());
  await collection.insertMany([{ a: [3, 1] }, { a: 2 }, { a: 'x' }, { a: 1 }, {}]);
  expect(await collection.countDocuments({ a: { $exists: true } })).toBe(4);
  expect(await collection.countDocuments({}, { skip: 1, limit: 3 })).toBe(3);
  expect(await collection.estimatedDocumentCount()).toBe(5);
  expect(await collection.distinct('a')).toEqual([1, 2, 3, 'x']);
});

it.each<[string, object, number]>([
  ['an unknown operator', { a: { $foo: 1 } }, 2],
  ['an unknown top-level operator', { $foo: 1 }, 2],
  ['an $in without an array', { a: { $in: 1 } }, 2],
  ['a $text without an index', { $text: { $search: 'x' } }, 27],
])('refuses %s', async (_, query, code) => {
  const collection = database().collection(unusedName());
  await collection.insertOne({ a: 1 });
  await expect(collection.findOne(query)).rejects.toMatchObject({ code });
});
