import { describe, expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();

async function collectionWith(key: Record<string, 1>, options: object = {}) {
  const collection = database().collection(unusedName());
  await collection.createIndex(key, { unique: true, ...options });
  return collection;
}

describe('a unique index', () => {
  it('refuses a second document with code 11000, and names the key', async () => {
    const collection = await collectionWith({ name: 1 });
    await collection.insertOne({ name: 'Rex' });
    await expect(collection.insertOne({ name: 'Rex' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'Rex' },
    });
    await collection.insertOne({ name: 'Max' });
    await expect(collection.updateOne({ name: 'Max' }, { $set: { name: 'Rex' } })).rejects.toMatchObject({
      code: 11000,
    });
    await collection.updateOne({ name: 'Max' }, { $set: { name: 'Max', age: 1 } });
  });

  it('frees the key of a document that is changed or deleted', async () => {
    const collection = await collectionWith({ name: 1 });
    await collection.insertMany([{ name: 'a' }, { name: 'b' }]);
    await collection.updateOne({ name: 'a' }, { $set: { name: 'c' } });
    await collection.deleteOne({ name: 'b' });
    await collection.insertMany([{ name: 'a' }, { name: 'b' }]);
    expect(await collection.countDocuments()).toBe(3);
  });

  it('lets one of many win', async () => {
    const collection = await collectionWith({ name: 1 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => collection.insertOne({ name: 'same', index })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await collection.countDocuments()).toBe(1);
  });

  it('counts missing as null, once, or as often as sparse allows', async () => {
    const strict = await collectionWith({ a: 1 });
    await strict.insertOne({});
    await expect(strict.insertOne({ a: null })).rejects.toMatchObject({ code: 11000 });
    const sparse = await collectionWith({ a: 1 }, { sparse: true });
    await sparse.insertMany([{}, {}]);
    const partial = await collectionWith({ a: 1 }, { partialFilterExpression: { live: true } });
    await partial.insertMany([{ a: 1 }, { a: 1 }, { a: 1, live: true }]);
    await expect(partial.insertOne({ a: 1, live: true })).rejects.toMatchObject({ code: 11000 });
  });

  it('has several fields, and every element of an array', async () => {
    const pair = await collectionWith({ a: 1, b: 1 });
    await pair.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ]);
    await expect(pair.insertOne({ a: 1, b: 2 })).rejects.toMatchObject({ keyValue: { a: 1, b: 2 } });
    const tags = await collectionWith({ tags: 1 });
    await tags.insertOne({ tags: ['x', 'y'] });
    await expect(tags.insertOne({ tags: ['z', 'y'] })).rejects.toMatchObject({ code: 11000 });
  });

  it('is not made over documents that break it', async () => {
    const collection = database().collection(unusedName());
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
  });
});

it('goes on after a failure where the inserts have no order', async () => {
  const collection = database().collection<{ _id: number }>(unusedName());
  const documents = [1, 1, 2].map((_id) => ({ _id }));
  await expect(collection.insertMany(documents, { ordered: false })).rejects.toMatchObject({ code: 11000 });
  expect(await collection.countDocuments()).toBe(2);
});

it('lists, repeats and drops indexes', async () => {
  const collection = await collectionWith({ a: 1 });
  await collection.createIndex({ a: 1 }, { unique: true });
  expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1']);
  await expect(collection.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({ code: 86 });
  await expect(collection.createIndex({ a: 1 }, { name: 'c' })).rejects.toMatchObject({ code: 85 });
  await collection.dropIndex('a_1');
  await collection.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(collection.dropIndex('a_1')).rejects.toMatchObject({ code: 27 });
});

it('lists and drops collections', async () => {
  const name = unusedName();
  await database().createCollection(name);
  const names = async () => (await database().listCollections()).map((collection) => collection.name);
  expect(await names()).toContain(name);
  await expect(database().db?.command({ create: name, capped: false })).rejects.toMatchObject({ code: 48 });
  await database().dropCollection(name);
  expect(await names()).not.toContain(name);
});
