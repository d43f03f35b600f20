import { notFound } from '../errors.ts';
import type { EcrState, Tag } from '../state.ts';

interface ResourceInput {
  readonly resourceArn?: string | undefined;
}

export function listTagsForResource(state: EcrState, { resourceArn }: ResourceInput): { tags: Tag[] } {
  return { tags: [...tagsOf(state, resourceArn)].map(([Key, Value]) => ({ Key, Value })) };
}

export function tagResource(
  state: EcrState,
  { resourceArn, tags = [] }: ResourceInput & { readonly tags?: readonly Tag[] },
): object {
  tagsOf(state, resourceArn);
  addTags(state, resourceArn ?? '', tags);
  return {};
}

export function untagResource(
  state: EcrState,
  { resourceArn, tagKeys = [] }: ResourceInput & { readonly tagKeys?: readonly string[] },
): object {
  const tags = tagsOf(state, resourceArn);
  for (const key of tagKeys) tags.delete(key);
  return {};
}

export function addTags({ tags }: EcrState, arn: string, added: readonly Tag[]): void {
  const kept = tags.get(arn) ?? new Map<string, string>();
  for (const { Key = '', Value = '' } of added) kept.set(Key, Value);
  tags.set(arn, kept);
}

function tagsOf({ account, tags }: EcrState, arn = ''): Map<string, string> {
  const found = tags.get(arn);
  if (found) return found;
  const name = arn.split(':repository/')[1] ?? '';
  throw notFound(name, account.id);
}
