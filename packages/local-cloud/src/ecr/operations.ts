import type { BoundOperations } from '../aws/bind-operations.ts';
import { createRepository, deleteRepository, describeRepositories } from './operations/repositories.ts';
import { listTagsForResource, tagResource, untagResource } from './operations/repository-tags.ts';

export const ecrOperations = {
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  DescribeRepositories: describeRepositories,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
};

export type EcrOperations = BoundOperations<typeof ecrOperations>;
