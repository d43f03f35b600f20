import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { checkName, refuseMembers } from '../check-input.ts';
import { invalidParameter, invalidValue, resourceAlreadyExists } from '../errors.ts';
import { groupNamed } from '../group-named.ts';
import { newLogGroup } from '../log-writer.ts';
import type { LogsState } from '../state.ts';
import { addTags } from './log-group-tags.ts';

export function createLogGroup(state: LogsState, input: CreateLogGroupCommandInput): undefined {
  const name = checkName(input.logGroupName, 'logGroupName');
  if (state.groups.has(name)) throw resourceAlreadyExists('The specified log group already exists');
  const logGroupClass = input.logGroupClass ?? 'STANDARD';
  if (logGroupClass !== 'STANDARD') {
    throw invalidParameter(
      `Expected STANDARD for logGroupClass in this embedded cloud, received ${logGroupClass}`,
    );
  }
  refuseMembers(input, ['deletionProtectionEnabled']);
  const group = newLogGroup(state, name);
  // Kept without effect: nothing is encrypted.
  group.kmsKeyId = input.kmsKeyId;
  addTags(group, input.tags);
}

export function deleteLogGroup(state: LogsState, input: DeleteLogGroupCommandInput): undefined {
  state.groups.delete(groupNamed(state, input.logGroupName).name);
}

const retentionChoices = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export function putRetentionPolicy(state: LogsState, input: PutRetentionPolicyCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  if (!retentionChoices.includes(input.retentionInDays ?? 0)) {
    const choices = retentionChoices.join(', ');
    const constraint = `Member must satisfy enum value set: [${choices}]`;
    throw invalidValue(input.retentionInDays, 'retentionInDays', constraint);
  }
  group.retentionInDays = input.retentionInDays;
}

export function deleteRetentionPolicy(state: LogsState, input: DeleteRetentionPolicyCommandInput): undefined {
  groupNamed(state, input.logGroupName).retentionInDays = undefined;
}
