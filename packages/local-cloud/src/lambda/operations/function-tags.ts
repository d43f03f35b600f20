import type {
  ListTagsCommandInput,
  ListTagsCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import type { LambdaState } from '../state.ts';

const mostTags = 50;

export function listTags(
  state: LambdaState,
  input: ListTagsCommandInput,
): Omit<ListTagsCommandOutput, '$metadata'> {
  return { Tags: findFunction(state, input.Resource).record.tags };
}

export function tagResource(state: LambdaState, input: TagResourceCommandInput): undefined {
  const { record } = findFunction(state, input.Resource);
  record.tags = checkedTags({ ...record.tags, ...input.Tags });
}

export function checkedTags(tags: Record<string, string>): Record<string, string> {
  // Those that AWS's services set do not count.
  const counted = Object.keys(tags).filter((key) => !key.startsWith('aws:'));
  if (counted.length <= mostTags) return tags;
  throw invalidParameter('Number of tags exceeds resource tag limit.');
}

export function untagResource(state: LambdaState, input: UntagResourceCommandInput): undefined {
  const { record } = findFunction(state, input.Resource);
  const keys = new Set(input.TagKeys);
  record.tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !keys.has(key)));
}
