import type { BoundOperations } from '../aws/bind-operations.ts';
import { deleteParameter, deleteParameters } from './operations/delete-parameters.ts';
import { describeParameters } from './operations/describe-parameters.ts';
import {
  addTagsToResource,
  listTagsForResource,
  removeTagsFromResource,
} from './operations/parameter-tags.ts';
import { putParameter } from './operations/put-parameter.ts';
import {
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
} from './operations/read-parameters.ts';

export const ssmOperations = {
  AddTagsToResource: addTagsToResource,
  DeleteParameter: deleteParameter,
  DeleteParameters: deleteParameters,
  DescribeParameters: describeParameters,
  GetParameter: getParameter,
  GetParameterHistory: getParameterHistory,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  ListTagsForResource: listTagsForResource,
  PutParameter: putParameter,
  RemoveTagsFromResource: removeTagsFromResource,
};

export type SsmOperations = BoundOperations<typeof ssmOperations>;
