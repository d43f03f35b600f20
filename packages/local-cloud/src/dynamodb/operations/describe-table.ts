import type {
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDbState } from '../state.ts';
import { tableName } from '../table-name.ts';
import { describedTable } from './table-settings.ts';

export async function describeTable(
  state: DynamoDbState,
  input: DescribeTableCommandInput,
): Promise<{ Table: TableDescription & { TableName: string } }> {
  const TableName = tableName(input.TableName);
  const { Table } = await state.engine<DescribeTableCommandOutput>('DescribeTable', { TableName });
  return { Table: { ...describedTable(Table, state.settings.get(TableName)), TableName } };
}
