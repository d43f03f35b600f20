import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, inject } from 'vitest';

/** A connection to a database of the test file's own, which is dropped at its end. */
export function testDatabase(): () => Connection {
  let connection: Connection | undefined;
  beforeAll(async () => {
    if (!inject('mongoUri')) return; // The tests are skipped.
    const dbName = `contract_${randomBytes(5).toString('hex')}`;
    connection = await mongoose
      .createConnection(inject('mongoUri'), { dbName, autoIndex: false })
      .asPromise();
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
  });
  return () => {
    if (!connection) throw new Error('The connection is open within tests alone');
    return connection;
  };
}

let collections = 0;

/** A name that no other test of the file has. */
export function unusedName(): string {
  collections++;
  return `collection${collections}`;
}
