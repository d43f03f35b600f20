import type { DeleteRetentionPolicyCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { groupNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function deleteRetentionPolicy(state: LogsState, input: DeleteRetentionPolicyCommandInput): undefined {
  groupNamed(state, input.logGroupName).retentionInDays = undefined;
}
