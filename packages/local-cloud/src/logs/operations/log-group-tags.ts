import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { tooManyTags } from '../errors.ts';
import { groupNamed } from '../group-named.ts';
import type { LogGroupRecord, LogsState } from '../state.ts';

const maxTags = 50;

export function listTagsForResource(
  state: LogsState,
  input: ListTagsForResourceCommandInput,
): Omit<ListTagsForResourceCommandOutput, '$metadata'> {
  return { tags: Object.fromEntries(groupNamed(state, input.resourceArn).tags) };
}

export function tagResource(state: LogsState, input: TagResourceCommandInput): undefined {
  addTags(groupNamed(state, input.resourceArn), input.tags);
}

export function untagResource(state: LogsState, input: UntagResourceCommandInput): undefined {
  const { tags } = groupNamed(state, input.resourceArn);
  for (const key of input.tagKeys ?? []) tags.delete(key);
}

export function addTags(group: LogGroupRecord, tags: Readonly<Record<string, string>> = {}): void {
  const keys = new Set([...group.tags.keys(), ...Object.keys(tags)]);
  if (keys.size > maxTags) throw tooManyTags(`A resource can have at most ${maxTags} tags.`);
  for (const [key, value] of Object.entries(tags)) group.tags.set(key, value);
}
