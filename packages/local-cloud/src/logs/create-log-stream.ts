import type { CreateLogStreamCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../aws/service-error.ts';
import { checkName } from './invalid-parameter.ts';
import { groupNamed, newLogStream } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function createLogStream(state: LogsState, input: CreateLogStreamCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  const name = checkName(input.logStreamName, 'logStreamName');
  if (group.streams.has(name)) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  }
  newLogStream(group, name);
}
