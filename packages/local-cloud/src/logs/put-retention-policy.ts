import type { PutRetentionPolicyCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { broken } from './invalid-parameter.ts';
import { groupNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

const choicesInDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export function putRetentionPolicy(state: LogsState, input: PutRetentionPolicyCommandInput): undefined {
  const group = groupNamed(state, input.logGroupName);
  if (!choicesInDays.includes(input.retentionInDays ?? 0)) {
    const choices = choicesInDays.join(', ');
    throw broken(
      input.retentionInDays,
      'retentionInDays',
      `Member must satisfy enum value set: [${choices}]`,
    );
  }
  group.retentionInDays = input.retentionInDays;
}
