import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  UpdateTimeToLiveCommandInput,
  UpdateTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { DynamoDbState } from '../state.ts';
import { tableNamed } from '../table-record.ts';

/** Keeps the setting. Items do not expire here, as on AWS they may stay for days after their time. */
export async function updateTimeToLive(
  state: DynamoDbState,
  input: UpdateTimeToLiveCommandInput,
): Promise<Omit<UpdateTimeToLiveCommandOutput, '$metadata'>> {
  const { name, table } = tableNamed(state.tables, input.TableName);
  const timeToLive = input.TimeToLiveSpecification;
  if (typeof timeToLive?.Enabled !== 'boolean' || !timeToLive.AttributeName) {
    throw new ServiceError(
      'ValidationException',
      'Expected Enabled and AttributeName for TimeToLiveSpecification.',
    );
  }
  if (timeToLive.Enabled === (table.timeToLive?.Enabled ?? false)) {
    throw new ServiceError(
      'ValidationException',
      `TimeToLive is already ${timeToLive.Enabled ? 'enabled' : 'disabled'}`,
    );
  }
  state.tables.set(name, { ...table, timeToLive });
  return { TimeToLiveSpecification: timeToLive };
}

export async function describeTimeToLive(
  state: DynamoDbState,
  input: DescribeTimeToLiveCommandInput,
): Promise<Omit<DescribeTimeToLiveCommandOutput, '$metadata'>> {
  const { timeToLive } = tableNamed(state.tables, input.TableName).table;
  if (!timeToLive?.Enabled) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
  return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName } };
}
