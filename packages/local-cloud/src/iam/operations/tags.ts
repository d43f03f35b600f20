import type { Tag } from '@aws-sdk/client-iam';
import { instanceProfileNamed, mfaDeviceWith, roleNamed, userNamed } from '../entity-named.ts';
import { type MarkerInput, pageByMarker } from '../page-by-marker.ts';
import type { IamState } from '../state.ts';
import { policyWithArn } from './managed-policies.ts';

interface TaggedInput {
  readonly RoleName?: string | undefined;
  readonly UserName?: string | undefined;
  readonly InstanceProfileName?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly SerialNumber?: string | undefined;
}

interface Tagged {
  readonly tags: readonly Tag[];
  set(tags: Tag[]): void;
}

type Find = (state: IamState, input: TaggedInput) => Tagged;

export const taggedRole: Find = (state, { RoleName }) => taggedBy(roleNamed(state, RoleName));

export const taggedUser: Find = (state, { UserName }) => taggedBy(userNamed(state, UserName));

export const taggedInstanceProfile: Find = (state, { InstanceProfileName }) =>
  taggedBy(instanceProfileNamed(state, InstanceProfileName));

export const taggedMfaDevice: Find = (state, { SerialNumber }) =>
  taggedBy(mfaDeviceWith(state, SerialNumber));

export const taggedPolicy: Find = (state, { PolicyArn }) => {
  const policy = policyWithArn(state, PolicyArn);
  return {
    tags: policy.tags,
    set(tags) {
      policy.tags = tags;
    },
  };
};

function taggedBy(entity: { Tags?: Tag[] | undefined }): Tagged {
  return {
    tags: entity.Tags ?? [],
    set(tags) {
      entity.Tags = tags;
    },
  };
}

export function addTags(find: Find) {
  return (state: IamState, input: TaggedInput & { readonly Tags?: Tag[] | undefined }): undefined => {
    const tagged = find(state, input);
    const added = input.Tags || [];
    const kept = tagged.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key));
    tagged.set([...kept, ...added]);
  };
}

export function removeTags(find: Find) {
  return (state: IamState, input: TaggedInput & { readonly TagKeys?: string[] | undefined }): undefined => {
    const tagged = find(state, input);
    const removed = new Set<string | undefined>(input.TagKeys || []);
    tagged.set(tagged.tags.filter(({ Key }) => !removed.has(Key)));
  };
}

export function listTags(find: Find) {
  return (state: IamState, input: TaggedInput & MarkerInput) => {
    const { items, rest } = pageByMarker(find(state, input).tags, input);
    return { Tags: items, ...rest };
  };
}
