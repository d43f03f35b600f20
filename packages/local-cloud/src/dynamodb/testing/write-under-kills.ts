import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDb } from '../dynamo-db.ts';
import { createActiveTable } from './create-active-table.ts';

export interface KillResult {
  readonly kills: number;
  /** Writes that were acknowledged, over all keys. */
  readonly acknowledged: number;
  /** Keys whose item is older than the last write that was acknowledged. */
  readonly lost: number;
}

const TableName = 'kills';
const writers = 8;
const maxPauseMs = 150;

/**
 * Kills the process that holds the items again and again, at random moments, while writers count up an item each.
 * A write that fails may have happened or not; one that was acknowledged must be there at the end.
 */
export async function writeUnderKills(dynamodb: DynamoDb, kills: number): Promise<KillResult> {
  await createActiveTable(dynamodb, {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  });
  const acknowledged: number[] = Array(writers).fill(0);
  const ending = new AbortController();
  let writes = 0;
  let whenWritten = Promise.withResolvers<void>();

  async function write(writer: number): Promise<void> {
    for (let count = 1; !ending.signal.aborted; count++) {
      const Item = {
        id: { S: String(writer) },
        count: { N: String(count) },
        filler: { S: 'x'.repeat(1000) },
      };
      try {
        await dynamodb.call('PutItem', { TableName, Item });
        acknowledged[writer] = count;
        writes += 1;
        whenWritten.resolve();
      } catch (error) {
        if ((error as { code?: string }).code !== 'InternalServerError') throw error;
      }
    }
  }

  const writing = Promise.all(acknowledged.map((_, writer) => write(writer)));
  let done = 0;
  while (done < kills) {
    whenWritten = Promise.withResolvers();
    await Promise.race([whenWritten.promise, writing]);
    await wait(Math.random() * maxPauseMs);
    if (kill(dynamodb.processId())) done += 1;
  }
  ending.abort();
  await writing;

  const counts = await Promise.all(acknowledged.map((_, writer) => storedCount(dynamodb, writer)));
  const lost = acknowledged.filter((count, writer) => (counts[writer] ?? 0) < count).length;
  return { kills: done, acknowledged: writes, lost };
}

async function storedCount(dynamodb: DynamoDb, writer: number): Promise<number> {
  const Key = { id: { S: String(writer) } };
  const { Item } = await dynamodb.call<{ Item?: { count: { N: string } } }>('GetItem', { TableName, Key });
  return Number(Item?.count.N ?? 0);
}

function kill(processId: number | undefined): boolean {
  return processId !== undefined && process.kill(processId, 'SIGKILL');
}
