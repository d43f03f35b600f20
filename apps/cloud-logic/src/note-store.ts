import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type RoleTables, roleTables } from './role-tables.ts';

export interface Note {
  readonly id: string;
  readonly text: string;
  /** Grows by one with each change. */
  readonly version: number;
  readonly updatedAt: string;
}

/** The notes of all users, each of whom reaches only their own. */
export interface NoteStore {
  list(owner: string, page: Page): Promise<{ readonly notes: readonly Note[]; readonly next?: string }>;
  get(owner: string, id: string): Promise<Note | undefined>;
  create(owner: string, text: string): Promise<Note>;
  /** Replaces the text of the version that was read. */
  update(owner: string, id: string, text: string, version: number): Promise<Note | 'absent' | 'changed'>;
  /** Whether there was such a note. */
  delete(owner: string, id: string): Promise<boolean>;
  count(): Promise<number>;
}

export interface Page {
  readonly limit: number;
  /** The last id of the page before. */
  readonly after: string | undefined;
}

export function noteStore(
  { TABLE_NAME: TableName, ...environment }: NodeJS.ProcessEnv,
  tables: RoleTables = roleTables(environment),
): NoteStore {
  if (!TableName) {
    throw new Error('Expected the name of a table for environment variable TABLE_NAME, received none');
  }
  return {
    async list(owner, { limit, after }) {
      const { Items = [], LastEvaluatedKey } = await tables.ofUser(owner).send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': owner },
          Limit: limit,
          ...(after && { ExclusiveStartKey: { owner, id: after } }),
        }),
      );
      const next: unknown = LastEvaluatedKey?.id;
      return { notes: Items.map(noteOf), ...(typeof next === 'string' && { next }) };
    },

    async get(owner, id) {
      const command = new GetCommand({ TableName, Key: { owner, id }, ConsistentRead: true });
      const { Item } = await tables.ofUser(owner).send(command);
      return Item && noteOf(Item);
    },

    async create(owner, text) {
      const note = { id: randomUUID(), text, version: 1, updatedAt: new Date().toISOString() };
      await tables.ofUser(owner).send(new PutCommand({ TableName, Item: { owner, ...note } }));
      return note;
    },

    async update(owner, id, text, version) {
      const command = new UpdateCommand({
        TableName,
        Key: { owner, id },
        UpdateExpression: 'SET #text = :text, version = version + :one, updatedAt = :now',
        ConditionExpression: 'version = :version',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: {
          ':text': text,
          ':one': 1,
          ':now': new Date().toISOString(),
          ':version': version,
        },
        ReturnValues: 'ALL_NEW',
      });
      try {
        const { Attributes = {} } = await tables.ofUser(owner).send(command);
        return noteOf(Attributes);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await this.get(owner, id)) ? 'changed' : 'absent';
      }
    },

    async delete(owner, id) {
      const command = new DeleteCommand({ TableName, Key: { owner, id }, ReturnValues: 'ALL_OLD' });
      const { Attributes } = await tables.ofUser(owner).send(command);
      return Attributes !== undefined;
    },

    async count() {
      let count = 0;
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const command = new ScanCommand({ TableName, Select: 'COUNT', ExclusiveStartKey });
        const page = await tables.ofAdministrators().send(command);
        count += page.Count ?? 0;
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return count;
    },
  };
}

function noteOf({ id, text, version, updatedAt }: Record<string, unknown>): Note {
  return { id: String(id), text: String(text), version: Number(version), updatedAt: String(updatedAt) };
}
