import { MongoError } from '../mongo-error.ts';
import { largestDocument } from '../store/collection.ts';
import type { Document } from '../values/document.ts';
import { isTruthy } from '../values/truth.ts';
import { largestMessage } from '../wire/frame-reader.ts';
import {
  create,
  createIndexes,
  drop,
  dropDatabase,
  dropIndexes,
  listCollections,
  listDatabases,
  listIndexes,
} from './administration.ts';
import type { Command, CommandContext } from './command.ts';
import { aggregate, count, distinct, find, getMore, killCursors } from './reading.ts';
import { deleteCommand, findAndModify, insert, update } from './writing.ts';

/** Runs a command and gives its response. MongoDB reports a failure in the response too, with `ok: 0`. */
export function runCommand(command: Document, context: Omit<CommandContext, 'database'>): Document {
  const [name = ''] = Object.keys(command);
  try {
    if (command.autocommit !== undefined) throw noTransactions();
    const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!run) throw new MongoError(59, `no such command: '${name}'`);
    return { ...run(command, { ...context, database: String(command.$db ?? '') }), ok: 1 };
  } catch (error) {
    const known = error instanceof MongoError ? error : unexpected(name, error);
    return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.fields };
  }
}

function unexpected(name: string, error: unknown): MongoError {
  // The stack is full: a document within documents within documents.
  if (error instanceof RangeError) return new MongoError(15, 'The command is nested too deeply');
  console.error(`mongo-embedded failed at ${name}:`, error);
  return new MongoError(1, `Internal error at ${name}; mongo-embedded has logged its cause`);
}

function noTransactions(): MongoError {
  return new MongoError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
}

// https://www.mongodb.com/docs/manual/reference/command/hello/
const hello: Command = (command, { connectionId }) => ({
  ...(command.helloOk === undefined ? {} : { helloOk: isTruthy(command.helloOk) }),
  ...('hello' in command ? { isWritablePrimary: true } : { ismaster: true }),
  maxBsonObjectSize: largestDocument,
  maxMessageSizeBytes: largestMessage,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
});

const nothing: Command = () => ({});
const refuseTransaction: Command = () => {
  throw noTransactions();
};
const refuseUser: Command = () => {
  throw new MongoError(18, 'Authentication failed: mongo-embedded has no users; leave them out of the URI');
};

const commands: Readonly<Record<string, Command>> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: nothing,
  endSessions: nothing,
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], maxBsonObjectSize: largestDocument }),
  saslStart: refuseUser,
  commitTransaction: refuseTransaction,
  abortTransaction: refuseTransaction,
  find,
  aggregate,
  getMore,
  killCursors,
  count,
  distinct,
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  create,
  createIndexes,
  listIndexes,
  dropIndexes,
  listCollections,
  listDatabases,
  drop,
  dropDatabase,
};
