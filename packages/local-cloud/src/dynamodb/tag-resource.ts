import type { TagResourceCommandInput } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../aws/service-error.ts';
import type { DynamoDbState } from './dynamo-db.ts';

/** dynalite would die of a tag without a key or value. */
export async function tagResource(state: DynamoDbState, input: TagResourceCommandInput): Promise<undefined> {
  const tags: unknown = input.Tags;
  if (Array.isArray(tags) && !tags.every(isTag)) {
    throw new ServiceError(
      'ValidationException',
      'Expected strings for Key and Value of every member of Tags.',
    );
  }
  await state.dynalite.call('TagResource', input);
}

function isTag(tag: { Key?: unknown; Value?: unknown } | null): boolean {
  return typeof tag?.Key === 'string' && typeof tag.Value === 'string';
}
