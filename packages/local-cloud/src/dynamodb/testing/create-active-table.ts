import { setImmediate } from 'node:timers/promises';
import type { DescribeTableOutput } from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '../dynamo-db.ts';

/** Creates a table and waits until it takes items. */
export async function createActiveTable(
  dynamodb: DynamoDb,
  input: { readonly TableName?: string | undefined; readonly [member: string]: unknown },
): Promise<void> {
  await dynamodb.call('CreateTable', input);
  const { TableName } = input;
  for (;;) {
    const { Table } = await dynamodb.call<DescribeTableOutput>('DescribeTable', { TableName });
    if (Table?.TableStatus === 'ACTIVE') return;
    await setImmediate();
  }
}
