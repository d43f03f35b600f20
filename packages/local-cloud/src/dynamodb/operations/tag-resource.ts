import type { TagResourceCommandInput } from '@aws-sdk/client-dynamodb';
import { isRecord } from '../../aws/is-record.ts';
import { validationException } from '../errors.ts';
import type { DynamoDbState } from '../state.ts';

export async function tagResource(state: DynamoDbState, input: TagResourceCommandInput): Promise<undefined> {
  checkTags(input.Tags);
  await state.engine('TagResource', input);
}

/** dynalite would fail at a tag without a key or value. */
export function checkTags(tags: unknown): void {
  if (!Array.isArray(tags) || tags.every(isTag)) return;
  throw validationException('Expected strings for Key and Value of every member of Tags.');
}

function isTag(tag: unknown): boolean {
  return isRecord(tag) && typeof tag.Key === 'string' && typeof tag.Value === 'string';
}
