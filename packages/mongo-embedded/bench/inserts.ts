// Acknowledged inserts a second, by the driver that mongoose uses, with the data kept in a folder.
// Usage: npm run bench --workspace @samples/mongo-embedded
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { killServer, startServer } from '../test/start-server.ts';

const count = 10_000;
const folder = await mkdtemp(path.join(tmpdir(), 'mongo-bench-'));
const server = await startServer('--data', folder);
const connection = await mongoose.createConnection(server.url, { dbName: 'bench' }).asPromise();

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  const perSecond = (count / (performance.now() - start)) * 1000;
  console.log(`${name.padEnd(34)} ${Math.round(perSecond).toLocaleString('en')} a second`);
}

const pet = (index: number) => ({ name: `pet ${index}`, kind: 'dog', age: index % 20 });
const collection = connection.collection('pets');
await collection.createIndex({ name: 1 }, { unique: true });

await measure('insertOne, 1 after the other', async () => {
  for (let index = 0; index < count; index++) await collection.insertOne(pet(index));
});
await measure('insertOne, 20 at once', async () => {
  const lanes = Array.from({ length: 20 }, async (_, lane) => {
    for (let index = lane; index < count; index += 20) await collection.insertOne(pet(count + index));
  });
  await Promise.all(lanes);
});
await measure('insertMany', () =>
  collection.insertMany(Array.from({ length: count }, (_, index) => pet(2 * count + index))),
);

await connection.close();
await killServer(server);
await rm(folder, { recursive: true });
