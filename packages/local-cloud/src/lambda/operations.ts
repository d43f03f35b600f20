import type { LambdaState } from './lambda-state.ts';
import { addPermission } from './operations/add-permission.ts';
import { createFunction } from './operations/create-function.ts';
import { deleteFunction } from './operations/delete-function.ts';
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './operations/event-invoke-config.ts';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './operations/function-concurrency.ts';
import { listTags, tagResource, untagResource } from './operations/function-tags.ts';
import { deleteAlias, getAlias, listAliases } from './operations/get-alias.ts';
import { getFunction, getFunctionConfiguration } from './operations/get-function.ts';
import { getPolicy } from './operations/get-policy.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishVersion } from './operations/publish-version.ts';
import { createAlias, updateAlias } from './operations/put-alias.ts';
import { removePermission } from './operations/remove-permission.ts';
import { updateFunctionCode, updateFunctionConfiguration } from './operations/update-function.ts';

export type LambdaOperations = ReturnType<typeof bindOperations>;

/** Every operation but Invoke by AWS's name, for the protocol and for callers in this process. */
export function bindOperations(state: LambdaState) {
  return {
    AddPermission: addPermission.bind(null, state),
    CreateAlias: createAlias.bind(null, state),
    CreateFunction: createFunction.bind(null, state),
    DeleteAlias: deleteAlias.bind(null, state),
    DeleteFunction: deleteFunction.bind(null, state),
    DeleteFunctionConcurrency: deleteFunctionConcurrency.bind(null, state),
    DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig.bind(null, state),
    GetAlias: getAlias.bind(null, state),
    GetFunction: getFunction.bind(null, state),
    GetFunctionConcurrency: getFunctionConcurrency.bind(null, state),
    GetFunctionConfiguration: getFunctionConfiguration.bind(null, state),
    GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig.bind(null, state),
    GetPolicy: getPolicy.bind(null, state),
    ListAliases: listAliases.bind(null, state),
    ListFunctions: listFunctions.bind(null, state),
    ListTags: listTags.bind(null, state),
    ListVersionsByFunction: listVersionsByFunction.bind(null, state),
    PublishVersion: publishVersion.bind(null, state),
    PutFunctionConcurrency: putFunctionConcurrency.bind(null, state),
    PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig.bind(null, state),
    RemovePermission: removePermission.bind(null, state),
    TagResource: tagResource.bind(null, state),
    UntagResource: untagResource.bind(null, state),
    UpdateAlias: updateAlias.bind(null, state),
    UpdateFunctionCode: updateFunctionCode.bind(null, state),
    UpdateFunctionConfiguration: updateFunctionConfiguration.bind(null, state),
    UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig.bind(null, state),
  };
}
