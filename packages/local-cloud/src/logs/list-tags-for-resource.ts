import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { groupNamed } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export function listTagsForResource(
  state: LogsState,
  input: ListTagsForResourceCommandInput,
): Omit<ListTagsForResourceCommandOutput, '$metadata'> {
  return { tags: Object.fromEntries(groupNamed(state, input.resourceArn).tags) };
}
