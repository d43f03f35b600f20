import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Note } from './note.ts';

/** The table of notes. */
export interface NoteStore {
  /** At most this many, in no order. */
  list(limit: number): Promise<Note[]>;
  get(id: string): Promise<Note | undefined>;
  put(note: Note): Promise<void>;
  /** Whether there was one. */
  delete(id: string): Promise<boolean>;
}

export function noteStore({ NOTES_TABLE: TableName }: NodeJS.ProcessEnv): NoteStore {
  if (!TableName)
    throw new Error('Expected the name of a table for environment variable NOTES_TABLE, received none');
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    async list(Limit) {
      const { Items = [] } = await documents.send(new ScanCommand({ TableName, Limit }));
      return Items.map(noteOf);
    },
    async get(id) {
      const { Item } = await documents.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
      return Item && noteOf(Item);
    },
    async put({ due, ...note }) {
      const Item = { ...note, due: due?.toISOString() };
      await documents.send(new PutCommand({ TableName, Item }));
    },
    async delete(id) {
      const command = new DeleteCommand({ TableName, Key: { id }, ReturnValues: 'ALL_OLD' });
      const { Attributes } = await documents.send(command);
      return Attributes !== undefined;
    },
  };
}

// This API alone writes to the table.
function noteOf({ due, ...item }: Record<string, unknown>): Note {
  return { ...item, ...(typeof due === 'string' && { due: new Date(due) }) } as Note;
}
