import type {
  ListTagsCommandInput,
  ListTagsCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import { functionAddress } from '../function-name.ts';
import type { FunctionRecord } from '../function-record.ts';
import type { LambdaState } from '../state.ts';

const mostTags = 50;

export function listTags(
  state: LambdaState,
  input: ListTagsCommandInput,
): Omit<ListTagsCommandOutput, '$metadata'> {
  return { Tags: taggedFunction(state, input.Resource).tags };
}

export function tagResource(state: LambdaState, input: TagResourceCommandInput): undefined {
  const record = taggedFunction(state, input.Resource);
  record.tags = checkedTags({ ...record.tags, ...input.Tags });
}

export function checkedTags(tags: Record<string, string>): Record<string, string> {
  // Those that AWS's services set do not count.
  const counted = Object.keys(tags).filter((key) => !key.startsWith('aws:'));
  if (counted.length <= mostTags) return tags;
  throw invalidParameter('Number of tags exceeds resource tag limit.');
}

export function untagResource(state: LambdaState, input: UntagResourceCommandInput): undefined {
  const record = taggedFunction(state, input.Resource);
  const keys = new Set(input.TagKeys);
  record.tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !keys.has(key)));
}

function taggedFunction(state: LambdaState, resource: string | undefined): FunctionRecord {
  const { qualifier } = functionAddress(state.account, resource);
  if (qualifier === undefined) return findFunction(state, resource).record;
  throw invalidParameter(
    'Tags on function aliases and versions are not supported. Please specify a function ARN.',
  );
}
