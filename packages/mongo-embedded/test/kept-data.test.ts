import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { killServer, type ServerProcess, startServer } from './start-server.ts';

let folder: string;
const running = new Set<ServerProcess>();
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mongo-embedded-'));
});
afterEach(async () => {
  for (const server of running) await killServer(server);
  running.clear();
  await rm(folder, { recursive: true });
});

async function start(): Promise<ServerProcess> {
  const server = await startServer('--data', folder);
  running.add(server);
  return server;
}

async function kill(server: ServerProcess): Promise<void> {
  running.delete(server);
  await killServer(server);
}

async function withPets<T>(
  { url }: ServerProcess,
  work: (pets: ReturnType<typeof mongoose.connection.collection<{ _id: number; n?: number }>>) => Promise<T>,
): Promise<T> {
  const connection = await mongoose.createConnection(url, { dbName: 'kept' }).asPromise();
  try {
    return await work(connection.collection<{ _id: number; n?: number }>('pets'));
  } finally {
    await connection.close();
  }
}

const log = () => path.join(folder, 'data.log');

it('survives a kill: every acknowledged write is there again, and no other change', async () => {
  const first = await start();
  let acknowledged = 0;
  await withPets(first, async (pets) => {
    await pets.createIndex({ n: 1 }, { unique: true });
    await pets.insertMany([
      { _id: -1, n: -1 },
      { _id: -2, n: -2 },
    ]);
    await pets.updateOne({ _id: -1 }, { $set: { n: -5 } });
    await pets.deleteOne({ _id: -2 });
    const writing = (async () => {
      for (let id = 0; ; id++) {
        await pets.insertOne({ _id: id, n: id });
        acknowledged = id + 1;
        if (acknowledged === 200) void kill(first);
      }
    })();
    await expect(writing).rejects.toThrow();
  });
  await withPets(await start(), async (pets) => {
    expect(await pets.countDocuments({ _id: { $gte: 0, $lt: acknowledged } })).toBe(acknowledged);
    expect(await pets.find({ _id: { $lt: 0 } }).toArray()).toEqual([{ _id: -1, n: -5 }]);
    await expect(pets.insertOne({ _id: 999_999, n: -5 })).rejects.toMatchObject({ code: 11000 });
  });
});

it.each([1, 20, 40])('cuts a last record whose last %i bytes were not written', async (missing) => {
  const first = await start();
  await withPets(first, (pets) => pets.insertMany([{ _id: 1 }, { _id: 2 }]));
  await kill(first);
  await truncate(log(), (await stat(log())).size - missing);
  await withPets(await start(), async (pets) => {
    expect(await pets.find().toArray()).toEqual([{ _id: 1 }]);
    await pets.insertOne({ _id: 2 });
  });
});

it.each([0, 5, 9, 14])('refuses a log whose byte %i is damaged, and leaves it as it is', async (offset) => {
  const first = await start();
  await withPets(first, (pets) => pets.insertMany([{ _id: 1 }, { _id: 2 }]));
  await kill(first);
  const bytes = await readFile(log());
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x55, offset);
  await writeFile(log(), bytes);
  await expect(start()).rejects.toThrow(`in ${log()}, found damage at byte 0`);
  expect(await readFile(log())).toEqual(bytes);
});

it('rewrites a log that holds much more than the data', async () => {
  const first = await start();
  await withPets(first, async (pets) => {
    await pets.insertOne({ _id: 1, n: 0 });
    await pets.bulkWrite(
      Array.from({ length: 1500 }, () => ({ updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } })),
    );
  });
  await kill(first);
  const { size } = await stat(log());
  const second = await start();
  expect((await stat(log())).size).toBeLessThan(size / 100);
  await withPets(second, async (pets) => {
    expect(await pets.findOne()).toEqual({ _id: 1, n: 1500 });
    await pets.insertOne({ _id: 2 });
  });
  await kill(second);
  expect(await withPets(await start(), (pets) => pets.countDocuments())).toBe(2);
});

it('refuses a folder that another process uses', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`in use by process ${first.process.pid}`);
});
