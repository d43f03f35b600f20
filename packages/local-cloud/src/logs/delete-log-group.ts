import type { DeleteLogGroupCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { groupNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function deleteLogGroup(state: LogsState, input: DeleteLogGroupCommandInput): undefined {
  state.groups.delete(groupNamed(state, input.logGroupName).name);
}
