import { Double, Int32 } from 'bson';
import { expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();

const pets = [
  { _id: 1, kind: 'dog', age: 3, tags: ['a', 'b'], owner: 1 },
  { _id: 2, kind: 'cat', age: 5, tags: [], owner: 2 },
  { _id: 3, kind: 'dog', age: 7, tags: ['b'], owner: 1 },
];

async function run(pipeline: object[]): Promise<object[]> {
  const collection = database().collection<{ _id: number }>(unusedName());
  await collection.insertMany(pets);
  return collection.aggregate(pipeline).toArray();
}

it.each<[string, object[], object[]]>([
  [
    '$match, $sort, $skip and $limit',
    [{ $match: { age: { $gt: 3 } } }, { $sort: { age: -1 } }, { $limit: 1 }],
    [pets[2] ?? {}],
  ],
  ['$count', [{ $match: { kind: 'dog' } }, { $count: 'n' }], [{ n: 2 }]],
  [
    '$group',
    [
      {
        $group: {
          _id: '$kind',
          n: { $sum: 1 },
          age: { $sum: '$age' },
          mean: { $avg: '$age' },
          least: { $min: '$age' },
          most: { $max: '$age' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          ages: { $push: '$age' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'cat', n: 1, age: 5, mean: 5, least: 5, most: 5, first: 2, last: 2, ages: [5] },
      { _id: 'dog', n: 2, age: 10, mean: 5, least: 3, most: 7, first: 1, last: 3, ages: [3, 7] },
    ],
  ],
  [
    '$group of all',
    [{ $group: { _id: null, kinds: { $addToSet: '$kind' } } }, { $project: { n: { $size: '$kinds' } } }],
    [{ _id: null, n: 2 }],
  ],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ],
  ],
  [
    '$unwind that keeps empty arrays',
    [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $match: { _id: 2 } },
    ],
    [{ _id: 2, kind: 'cat', age: 5, owner: 2, i: null }],
  ],
  [
    '$project with expressions',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          _id: 0,
          text: { $concat: ['$kind', '!'] },
          old: { $cond: [{ $gte: ['$age', 3] }, 'yes', 'no'] },
        },
      },
    ],
    [{ text: 'dog!', old: 'yes' }],
  ],
  [
    '$addFields and $unset',
    [{ $match: { _id: 2 } }, { $addFields: { 'x.y': { $add: ['$age', 1] } } }, { $unset: ['tags', 'owner'] }],
    [{ _id: 2, kind: 'cat', age: 5, x: { y: 6 } }],
  ],
  ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { k: '$kind' } } }], [{ k: 'dog' }]],
  [
    '$sortByCount',
    [{ $sortByCount: '$kind' }],
    [
      { _id: 'dog', count: 2 },
      { _id: 'cat', count: 1 },
    ],
  ],
  [
    '$facet',
    [{ $facet: { all: [{ $count: 'n' }], cats: [{ $match: { kind: 'cat' } }, { $count: 'n' }] } }],
    [{ all: [{ n: 3 }], cats: [{ n: 1 }] }],
  ],
])('runs %s', async (_, pipeline, expected) => {
  expect(await run(pipeline)).toEqual(expected);
});

it('joins another collection', async () => {
  const owners = unusedName();
  await database()
    .collection<{ _id: number }>(owners)
    .insertMany([{ _id: 1, name: 'Ada' }] as never[]);
  const $lookup = { from: owners, localField: 'owner', foreignField: '_id', as: 'owners' };
  const joined = await run([{ $lookup }, { $sort: { _id: 1 } }, { $project: { 'owners.name': 1 } }]);
  expect(joined).toEqual([
    { _id: 1, owners: [{ name: 'Ada' }] },
    { _id: 2, owners: [] },
    { _id: 3, owners: [{ name: 'Ada' }] },
  ]);
});

it('keeps the types of what it passes on, and gives sums the type of what they add', async () => {
  const collection = database().collection<{ _id: number }>(unusedName());
  await collection.insertMany([
    { _id: 1, d: new Double(2), i: 1 },
    { _id: 2, d: new Double(3), i: 2 },
  ] as never[]);
  const pipeline = [{ $group: { _id: null, d: { $sum: '$d' }, i: { $sum: '$i' }, all: { $push: '$d' } } }];
  expect(await collection.aggregate(pipeline, { promoteValues: false }).toArray()).toEqual([
    { _id: null, d: new Double(5), i: new Int32(3), all: [new Double(2), new Double(3)] },
  ]);
});

it.each<[string, object, number]>([
  ['a stage that does not exist', { $foo: {} }, 40324],
  ['a change stream', { $changeStream: {} }, 40573],
  ['an expression that does not exist', { $addFields: { a: { $foo: 1 } } }, 168],
])('refuses %s', async (_, stage, code) => {
  await expect(run([stage])).rejects.toMatchObject({ code });
});
