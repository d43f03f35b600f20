import type { UntagResourceCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { groupNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function untagResource(state: LogsState, input: UntagResourceCommandInput): undefined {
  const { tags } = groupNamed(state, input.resourceArn);
  for (const key of input.tagKeys ?? []) tags.delete(key);
}
