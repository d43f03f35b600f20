import path from 'node:path';
import { beforeEach, inject, type RunnerTestFile, type RunnerTestSuite } from 'vitest';

const noKey = 'its duplicate-key error has neither keyPattern nor keyValue';

/** What mongo-java-server 1.47.0 does differently from MongoDB, by file and by test, and what it does instead. */
const differences: Record<string, Record<string, string>> = {
  'aggregation.test.ts': {
    'runs $addFields and $unset': '$addFields takes a dotted path for the name of a field',
    'joins another collection': '$project of a path through an array makes one document with an array in it',
    'refuses a change stream': 'the error has no code',
  },
  'indexes.test.ts': {
    'a unique index > refuses a second document with code 11000, and names the key': noKey,
    'a unique index > has several fields, and every element of an array': noKey,
    'a unique index > counts missing as null, once, or as often as sparse allows':
      'partialFilterExpression is ignored',
    'lists, repeats and drops indexes': 'it makes a second index of the same keys with another name',
  },
  'mongoose.test.ts': {
    'a model of mongoose > reports a duplicate': noKey,
    'refuses a transaction as a server without a replica set does':
      'it offers no sessions, so that the driver itself refuses',
  },
  'queries.test.ts': {
    'a projection > slices an array': '$slice counts as an inclusion, which it does not mix with exclusions',
    'a projection > shows the element that the query matched': 'it shows the first element',
    'a projection > computes': 'it leaves out computed fields',
    'refuses an $in without an array': 'the error is that of a Java cast, without a code',
    'refuses a $text without an index': 'it reports an unknown operator instead of the missing index',
  },
  'updates.test.ts': {
    'applies $bit': 'it has no $bit',
    'updates by a pipeline': 'it has no pipelines in updates; the error is that of a Java cast',
  },
  'values.test.ts': {
    'gives back bytes as it was': 'it ends the connection at a UUID that is not of 16 bytes',
    'sorts by type, then by value': 'it compares strings by UTF-16 units instead of by characters',
    'refuses a document of more than 16 MB, and keeps the connection': 'it ends the connection',
  },
};

beforeEach(({ task: { file } }) => {
  const names = testNames(file);
  const unknown = Object.keys(listed(file)).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${file.name} has no test of the name ${unknown.join(', ')}`);
});

// A test of the list has to fail, so that the list gets shorter when the server is mended.
beforeEach(async ({ task, skip, annotate }) => {
  if (!inject('mongoUri')) skip('needs java and mvn');
  const difference = listed(task.file)[task.fullTestName];
  if (difference === undefined) return;
  await annotate(difference);
  Object.assign(task, { fails: true });
});

function listed({ filepath }: RunnerTestFile): Record<string, string> {
  return differences[path.basename(filepath)] ?? {};
}

function testNames({ tasks }: Readonly<RunnerTestSuite>): string[] {
  return tasks.flatMap((task) => (task.type === 'test' ? [task.fullTestName] : testNames(task)));
}
