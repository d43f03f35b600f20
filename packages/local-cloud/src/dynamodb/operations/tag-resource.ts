import type { TagResourceCommandInput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { DynamoDbState } from '../state.ts';

export async function tagResource(state: DynamoDbState, input: TagResourceCommandInput): Promise<undefined> {
  checkTags(input.Tags);
  await state.dynalite.call('TagResource', input);
}

/** dynalite would die of a tag without a key or value. */
export function checkTags(tags: unknown): void {
  if (!Array.isArray(tags) || tags.every(isTag)) return;
  throw new ServiceError(
    'ValidationException',
    'Expected strings for Key and Value of every member of Tags.',
  );
}

function isTag(tag: { Key?: unknown; Value?: unknown } | null): boolean {
  return typeof tag?.Key === 'string' && typeof tag.Value === 'string';
}
