import type { CreateLogGroupCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../aws/service-error.ts';
import { checkName, invalidParameter } from './invalid-parameter.ts';
import { newLogGroup } from './log-group-record.ts';
import type { LogsState } from './logs.ts';
import { addTags } from './tag-resource.ts';

export function createLogGroup(state: LogsState, input: CreateLogGroupCommandInput): undefined {
  const name = checkName(input.logGroupName, 'logGroupName');
  if (state.groups.has(name)) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
  const logGroupClass = input.logGroupClass ?? 'STANDARD';
  if (logGroupClass !== 'STANDARD') {
    throw invalidParameter(
      `Expected STANDARD for logGroupClass in this embedded cloud, received ${logGroupClass}`,
    );
  }
  addTags(newLogGroup(state, name), input.tags);
}
