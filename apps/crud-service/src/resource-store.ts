import { hash } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { HttpError } from '@samples/http';
import type { Preconditions } from './preconditions.ts';
import { writeCondition } from './write-condition.ts';

export interface Resource {
  text: string;
  /** Changes with the text and only with it; quoted, as in the header. */
  etag: string;
}

/** The table of resources. */
export interface ResourceStore {
  get(id: string): Promise<Resource | undefined>;
  /** The resource's new entity tag; undefined when the preconditions failed, and nothing was written. */
  put(id: string, text: string, preconditions: Preconditions): Promise<string | undefined>;
  /** Whether the preconditions held, and so no such resource is left. */
  delete(id: string, preconditions: Preconditions): Promise<boolean>;
}

export function resourceStore(
  { TABLE_NAME: TableName }: NodeJS.ProcessEnv,
  client = dynamoDb(),
): ResourceStore {
  if (!TableName) {
    throw new Error('Expected the name of a table for environment variable TABLE_NAME, received none');
  }
  // Its commands take and return plain values, where DynamoDB's own have `{ S: 'text' }`.
  const documents = DynamoDBDocumentClient.from(client);
  return {
    async get(id) {
      // A consistent read costs twice an ordinary one, and sees every PUT that succeeded before.
      const command = new GetCommand({ TableName, Key: { id }, ConsistentRead: true });
      const { Item } = await documents.send(command).catch(refuse);
      return isResource(Item) ? { text: Item.text, etag: Item.etag } : undefined;
    },

    async put(id, text, preconditions) {
      const Item = { id, text, etag: etagOf(text) };
      const command = new PutCommand({ TableName, Item, ...writeCondition(preconditions) });
      return (await holds(documents.send(command))) ? Item.etag : undefined;
    },

    async delete(id, preconditions) {
      const command = new DeleteCommand({ TableName, Key: { id }, ...writeCondition(preconditions) });
      return holds(documents.send(command));
    },
  };
}

/** The most bytes of text an item of this id can hold, of the 400 KB for names and values that DynamoDB allows. */
export function longestText(id: string): number {
  const rest = `id${id}textetag${etagOf('')}`;
  return 400 * 1024 - Buffer.byteLength(rest);
}

function etagOf(text: string): string {
  return `"${hash('sha256', text, 'base64url')}"`;
}

// Three attempts of two seconds end before the function's ten: a table that does not respond becomes a logged
// error instead of a killed process.
function dynamoDb() {
  const requestHandler = { requestTimeout: 2_000, throwOnRequestTimeout: true };
  return new DynamoDBClient({ maxAttempts: 3, requestHandler });
}

// Other writers may put anything into the table.
function isResource(item: Record<string, unknown> | undefined): item is Resource & Record<string, unknown> {
  return typeof item?.text === 'string' && typeof item.etag === 'string';
}

/** Whether a write was made, or else its condition failed. */
function holds(write: Promise<unknown>): Promise<boolean> {
  return write.then(
    () => true,
    (error: Error) => (error instanceof ConditionalCheckFailedException ? false : refuse(error)),
  );
}

const throttlings = ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'];

function refuse(error: Error): never {
  const { name, message } = error;
  if (throttlings.includes(name)) {
    const headers = { 'retry-after': '1' };
    throw new HttpError(503, 'The table is busy, try again', { headers, cause: error });
  }
  // DynamoDB has the last word on the size of an item.
  if (name === 'ValidationException' && message.startsWith('Item size')) {
    throw new HttpError(413, 'Expected a text that fits in an item of the table', { cause: error });
  }
  throw error;
}
