import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
  Tag,
} from '@aws-sdk/client-ssm';
import { ServiceError } from '../../aws/service-error.ts';
import { notOffered } from '../errors.ts';
import { nameOf } from '../parameter-name.ts';
import type { ParameterRecord, SsmState } from '../state.ts';

interface TaggedResource {
  readonly ResourceType: string | undefined;
  readonly ResourceId: string | undefined;
}

export function addTagsToResource(state: SsmState, input: AddTagsToResourceRequest): object {
  const given = input.Tags ?? [];
  changeTags(state, input, (tags) => [
    ...tags.filter(({ Key }) => !given.some((tag) => tag.Key === Key)),
    ...given,
  ]);
  return {};
}

export function removeTagsFromResource(state: SsmState, input: RemoveTagsFromResourceRequest): object {
  const keys = input.TagKeys ?? [];
  changeTags(state, input, (tags) => tags.filter(({ Key = '' }) => !keys.includes(Key)));
  return {};
}

export function listTagsForResource(
  state: SsmState,
  input: ListTagsForResourceRequest,
): ListTagsForResourceResult {
  return { TagList: [...tagged(state, input).tags] };
}

function changeTags(
  state: SsmState,
  resource: TaggedResource,
  change: (tags: readonly Tag[]) => readonly Tag[],
): void {
  const record = tagged(state, resource);
  state.parameters.set(record.name, { ...record, tags: change(record.tags) });
}

function tagged(state: SsmState, { ResourceType, ResourceId = '' }: TaggedResource): ParameterRecord {
  if (ResourceType !== 'Parameter') throw notOffered(`The ResourceType ${ResourceType}`);
  const record = state.parameters.get(nameOf(state.account, ResourceId).name);
  if (record) return record;
  throw new ServiceError(
    'InvalidResourceId',
    'The resource ID is not valid. Verify that you entered the correct ID and try again.',
  );
}
