import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { checkName } from '../check-input.ts';
import { resourceAlreadyExists } from '../errors.ts';
import { removeStream } from '../event-timeline.ts';
import { groupNamed, streamNamed } from '../group-named.ts';
import { newLogStream } from '../log-writer.ts';
import type { LogsState } from '../state.ts';

export function createLogStream(state: LogsState, input: CreateLogStreamCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  const name = checkName(input.logStreamName, 'logStreamName');
  if (group.streams.has(name)) throw resourceAlreadyExists('The specified log stream already exists');
  newLogStream(group, name);
}

export function deleteLogStream(state: LogsState, input: DeleteLogStreamCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  const { name } = streamNamed(group, input.logStreamName);
  group.streams.delete(name);
  removeStream(group.timeline, name);
}
