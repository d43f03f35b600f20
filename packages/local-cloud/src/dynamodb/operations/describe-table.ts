import type { DescribeTableCommandInput, DescribeTableCommandOutput } from '@aws-sdk/client-dynamodb';
import type { DynamoDbState } from '../state.ts';
import { tableName } from '../table-record.ts';

export async function describeTable(
  state: DynamoDbState,
  input: DescribeTableCommandInput,
): Promise<Omit<DescribeTableCommandOutput, '$metadata'>> {
  const name = tableName(input.TableName);
  const { Table } = await state.dynalite.call<DescribeTableCommandOutput>('DescribeTable', {
    TableName: name,
  });
  const isProtected = state.tables.get(name)?.isProtected ?? false;
  return { Table: { ...Table, DeletionProtectionEnabled: isProtected } };
}
