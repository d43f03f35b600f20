import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  UpdateTimeToLiveCommandInput,
  UpdateTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { validationException } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';
import { describeTable } from './describe-table.ts';

/** Keeps the setting. Items do not expire here, as on AWS they may stay for days after their time. */
export async function updateTimeToLive(
  state: DynamoDbState,
  input: UpdateTimeToLiveCommandInput,
): Promise<Omit<UpdateTimeToLiveCommandOutput, '$metadata'>> {
  const { TableName } = (await describeTable(state, { TableName: input.TableName })).Table;
  const timeToLive = input.TimeToLiveSpecification;
  if (typeof timeToLive?.Enabled !== 'boolean' || !timeToLive.AttributeName) {
    throw validationException('Expected Enabled and AttributeName for TimeToLiveSpecification.');
  }
  const settings = state.settings.get(TableName);
  if (timeToLive.Enabled === (settings?.timeToLive?.Enabled ?? false)) {
    throw validationException(`TimeToLive is already ${timeToLive.Enabled ? 'enabled' : 'disabled'}`);
  }
  state.settings.set(TableName, { isProtected: false, shown: {}, ...settings, timeToLive });
  return { TimeToLiveSpecification: timeToLive };
}

export async function describeTimeToLive(
  state: DynamoDbState,
  input: DescribeTimeToLiveCommandInput,
): Promise<Omit<DescribeTimeToLiveCommandOutput, '$metadata'>> {
  const { TableName } = (await describeTable(state, { TableName: input.TableName })).Table;
  const timeToLive = state.settings.get(TableName)?.timeToLive;
  if (!timeToLive?.Enabled) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
  return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName } };
}
