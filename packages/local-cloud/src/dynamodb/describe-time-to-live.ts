import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDbState } from './dynamo-db.ts';
import { tableNamed } from './table-record.ts';

export async function describeTimeToLive(
  state: DynamoDbState,
  input: DescribeTimeToLiveCommandInput,
): Promise<Omit<DescribeTimeToLiveCommandOutput, '$metadata'>> {
  const { timeToLive } = tableNamed(state.tables, input.TableName).table;
  if (!timeToLive?.Enabled) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
  return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName } };
}
