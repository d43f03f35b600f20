import { Schema, Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { testDatabase, unusedName } from './database.ts';

const database = testDatabase();

async function petModel() {
  const schema = new Schema(
    {
      name: { type: String, required: true, unique: true },
      age: { type: Number, min: 0 },
      price: Schema.Types.Decimal128,
      tags: [String],
      visits: [{ at: Date, reason: String }],
      owner: { type: Schema.Types.ObjectId },
    },
    { timestamps: true },
  );
  const Pet = database().model(unusedName(), schema);
  await Pet.init();
  await Pet.ensureIndexes();
  return Pet;
}

describe('a model of mongoose', () => {
  it('saves, reads, changes and deletes', async () => {
    const Pet = await petModel();
    const rex = await Pet.create({
      name: 'Rex',
      age: 3,
      price: Types.Decimal128.fromString('9.90'),
      tags: ['a'],
    });
    rex.visits.push({ at: new Date(0), reason: 'check' });
    rex.tags.push('b');
    rex.age = 4;
    await rex.save();
    const read = await Pet.findById(rex.id).lean().orFail();
    expect(read).toMatchObject({ name: 'Rex', age: 4, tags: ['a', 'b'], visits: [{ at: new Date(0) }] });
    expect(String(read.price)).toBe('9.90');
    expect(read.updatedAt.getTime()).toBeGreaterThanOrEqual(read.createdAt.getTime());
    await rex.deleteOne();
    expect(await Pet.exists({ name: 'Rex' })).toBeNull();
  });

  it('reports a duplicate', async () => {
    const Pet = await petModel();
    await Pet.create({ name: 'Rex' });
    await expect(Pet.create({ name: 'Rex' })).rejects.toMatchObject({
      code: 11000,
      keyValue: { name: 'Rex' },
    });
  });

  it('refuses a save of a document that another has changed', async () => {
    const Pet = await petModel();
    await Pet.create({ name: 'Rex', tags: ['a', 'b', 'c'] });
    const [one, other] = [await Pet.findOne().orFail(), await Pet.findOne().orFail()];
    one.set('tags', ['b', 'c']);
    await one.save();
    other.set('tags.0', 'z');
    await expect(other.save()).rejects.toMatchObject({ name: 'VersionError' });
  });

  it('pages by a cursor on the id', async () => {
    const Pet = await petModel();
    await Pet.insertMany(Array.from({ length: 25 }, (_, index) => ({ name: `pet ${index}` })));
    const names: string[] = [];
    let after: unknown;
    for (;;) {
      const query = after ? { _id: { $gt: after } } : {};
      const page = await Pet.find(query).sort({ _id: 1 }).limit(10).lean();
      if (page.length === 0) break;
      names.push(...page.map(({ name }) => name));
      after = page.at(-1)?._id;
    }
    expect(names).toEqual(Array.from({ length: 25 }, (_, index) => `pet ${index}`));
  });

  it('runs a bulk of writes', async () => {
    const Pet = await petModel();
    const { insertedCount, modifiedCount, deletedCount, upsertedCount } = await Pet.bulkWrite([
      { insertOne: { document: { name: 'a' } } },
      { updateOne: { filter: { name: 'a' }, update: { $set: { age: 1 } } } },
      { updateOne: { filter: { name: 'b' }, update: { $set: { age: 2 } }, upsert: true } },
      { deleteOne: { filter: { name: 'a' } } },
    ]);
    expect([insertedCount, modifiedCount, deletedCount, upsertedCount]).toEqual([1, 1, 1, 1]);
    expect(await Pet.distinct('name')).toEqual(['b']);
  });
});

it('refuses a transaction as a server without a replica set does', async () => {
  const session = await database().startSession();
  const collection = database().collection(unusedName());
  const work = session.withTransaction(() => collection.insertOne({ a: 1 }, { session }));
  await expect(work).rejects.toMatchObject({ originalError: { code: 20 } });
  await session.endSession();
});

it('refuses a command that does not exist', async () => {
  await expect(database().db?.command({ noSuchCommand: 1 })).rejects.toMatchObject({ code: 59 });
});
