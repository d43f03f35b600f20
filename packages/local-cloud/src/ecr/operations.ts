import type { BoundOperations } from '../aws/bind-operations.ts';
import { createRepository, deleteRepository, describeRepositories } from './operations/repositories.ts';

export const ecrOperations = {
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  DescribeRepositories: describeRepositories,
};

export type EcrOperations = BoundOperations<typeof ecrOperations>;
