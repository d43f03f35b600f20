import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-eventbridge';
import { ruleOfArn } from '../rule-named.ts';
import type { EventsState } from '../state.ts';

export function listTagsForResource(
  state: EventsState,
  input: ListTagsForResourceRequest,
): ListTagsForResourceResponse {
  return { Tags: [...ruleOfArn(state, input.ResourceARN).tags] };
}

export function tagResource(state: EventsState, input: TagResourceRequest): object {
  const rule = ruleOfArn(state, input.ResourceARN);
  const given = input.Tags ?? [];
  const kept = rule.tags.filter(({ Key }) => !given.some((tag) => tag.Key === Key));
  state.rules.set(rule.name, { ...rule, tags: [...kept, ...given] });
  return {};
}

export function untagResource(state: EventsState, input: UntagResourceRequest): object {
  const rule = ruleOfArn(state, input.ResourceARN);
  const keys = input.TagKeys ?? [];
  state.rules.set(rule.name, { ...rule, tags: rule.tags.filter(({ Key = '' }) => !keys.includes(Key)) });
  return {};
}
