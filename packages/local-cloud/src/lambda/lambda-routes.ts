import type { Account } from '../account.ts';
import { requirePassRole, roleArnsIn } from '../aws/policy/require-pass-role.ts';
import type { RestRoute } from '../aws/rest-route.ts';
import type { AwsRequest, AwsResponse, CallContext, Operation } from '../aws/service.ts';
import { accessDenied } from './errors.ts';
import type { LambdaOperations } from './operations.ts';
import { requireFunctionAccess, requireWholeFunctionAccess } from './require-function-access.ts';
import { requireLayerActionAccess } from './require-layer-access.ts';

const functions = '/2015-03-31/functions';
const one = `${functions}/{FunctionName}`;
const concurrency = '/functions/{FunctionName}/concurrency';
const eventInvokeConfig = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const url = '/2021-10-31/functions/{FunctionName}/url';
const layers = '/2018-10-31/layers';
const layerVersions = `${layers}/{LayerName}/versions`;
const layerVersion = `${layerVersions}/{VersionNumber}`;
const tags = '/2017-03-31/tags/{Resource}';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
const table: readonly (readonly [string, string, keyof LambdaOperations, number])[] = [
  ['POST', functions, 'CreateFunction', 201],
  ['GET', functions, 'ListFunctions', 200],
  ['GET', one, 'GetFunction', 200],
  ['DELETE', one, 'DeleteFunction', 204],
  ['GET', `${one}/configuration`, 'GetFunctionConfiguration', 200],
  ['PUT', `${one}/configuration`, 'UpdateFunctionConfiguration', 200],
  ['PUT', `${one}/code`, 'UpdateFunctionCode', 200],
  ['POST', `${one}/versions`, 'PublishVersion', 201],
  ['GET', `${one}/versions`, 'ListVersionsByFunction', 200],
  ['POST', `${one}/aliases`, 'CreateAlias', 201],
  ['GET', `${one}/aliases`, 'ListAliases', 200],
  ['GET', `${one}/aliases/{Name}`, 'GetAlias', 200],
  ['PUT', `${one}/aliases/{Name}`, 'UpdateAlias', 200],
  ['DELETE', `${one}/aliases/{Name}`, 'DeleteAlias', 204],
  ['POST', `${one}/policy`, 'AddPermission', 201],
  ['GET', `${one}/policy`, 'GetPolicy', 200],
  ['DELETE', `${one}/policy/{StatementId}`, 'RemovePermission', 204],
  ['PUT', `/2017-10-31${concurrency}`, 'PutFunctionConcurrency', 200],
  ['GET', `/2019-09-30${concurrency}`, 'GetFunctionConcurrency', 200],
  ['DELETE', `/2017-10-31${concurrency}`, 'DeleteFunctionConcurrency', 204],
  ['PUT', eventInvokeConfig, 'PutFunctionEventInvokeConfig', 200],
  ['POST', eventInvokeConfig, 'UpdateFunctionEventInvokeConfig', 200],
  ['GET', eventInvokeConfig, 'GetFunctionEventInvokeConfig', 200],
  ['DELETE', eventInvokeConfig, 'DeleteFunctionEventInvokeConfig', 204],
  ['POST', url, 'CreateFunctionUrlConfig', 201],
  ['GET', url, 'GetFunctionUrlConfig', 200],
  ['PUT', url, 'UpdateFunctionUrlConfig', 200],
  ['DELETE', url, 'DeleteFunctionUrlConfig', 204],
  ['GET', `${url}s`, 'ListFunctionUrlConfigs', 200],
  ['GET', '/2016-08-19/account-settings', 'GetAccountSettings', 200],
  ['GET', '/2020-06-30/functions/{FunctionName}/code-signing-config', 'GetFunctionCodeSigningConfig', 200],
  ['GET', layers, 'ListLayers', 200],
  ['POST', layerVersions, 'PublishLayerVersion', 201],
  ['GET', layerVersions, 'ListLayerVersions', 200],
  ['GET', layerVersion, 'GetLayerVersion', 200],
  ['DELETE', layerVersion, 'DeleteLayerVersion', 204],
  ['POST', `${layerVersion}/policy`, 'AddLayerVersionPermission', 201],
  ['GET', `${layerVersion}/policy`, 'GetLayerVersionPolicy', 200],
  ['DELETE', `${layerVersion}/policy/{StatementId}`, 'RemoveLayerVersionPermission', 204],
  ['GET', tags, 'ListTags', 200],
  ['POST', tags, 'TagResource', 204],
];

/** What takes a `Qualifier`. The other operations are of the whole function. */
const ofVersions: ReadonlySet<keyof LambdaOperations> = new Set([
  'AddPermission',
  'CreateFunctionUrlConfig',
  'DeleteFunction',
  'DeleteFunctionEventInvokeConfig',
  'DeleteFunctionUrlConfig',
  'GetFunction',
  'GetFunctionConfiguration',
  'GetFunctionEventInvokeConfig',
  'GetFunctionUrlConfig',
  'GetPolicy',
  'PutFunctionEventInvokeConfig',
  'RemovePermission',
  'UpdateFunctionEventInvokeConfig',
  'UpdateFunctionUrlConfig',
]);

interface NamedInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly Resource?: string;
  readonly AuthType?: string;
  readonly FunctionUrlAuthType?: string;
  readonly Role?: string;
  readonly LayerName?: string;
  readonly VersionNumber?: string;
  readonly find?: string;
}

/** The routes of the operations, each of which the caller's policies must allow. */
export function operationRoutes(account: Account, operations: LambdaOperations): RestRoute[] {
  const routes = table.map(([method, path, name, status]): RestRoute => {
    const operation = (input: NamedInput, context: CallContext) => {
      // The query says which of two operations of one path it is.
      const isByArn = name === 'ListLayers' && input.find === 'LayerVersion';
      const run = operations[isByArn ? 'GetLayerVersionByArn' : name] as Operation;
      const action = `lambda:${name}`;
      const {
        FunctionName,
        Qualifier,
        Resource,
        FunctionUrlAuthType,
        AuthType = FunctionUrlAuthType,
      } = input;
      if (path.startsWith(layers)) {
        if (!isByArn) requireLayerActionAccess(account, context, name, input);
      } else if (ofVersions.has(name)) {
        // By it a policy keeps functions from being made public.
        const conditions = AuthType === undefined ? {} : { 'lambda:FunctionUrlAuthType': AuthType };
        requireFunctionAccess(account, context, action, FunctionName, Qualifier, conditions);
      } else {
        // Members that the operation does not go by may name what the caller is allowed.
        const ofAll = name === 'ListFunctions' || name === 'GetAccountSettings';
        const named = ofAll ? undefined : path === tags ? Resource : FunctionName;
        requireWholeFunctionAccess(account, context, action, named);
      }
      const passed = { service: 'lambda.amazonaws.com', roleArns: roleArnsIn(input.Role) };
      requirePassRole(context.caller, passed, accessDenied);
      return run(input as never, context);
    };
    return { method, path, operation, status };
  });
  return [...routes, { method: 'DELETE', path: tags, raw: untagRoute(account, operations) }];
}

/** One key or several: the query repeats the parameter. */
function untagRoute(account: Account, { UntagResource }: LambdaOperations) {
  return async (request: AwsRequest, { Resource }: Record<string, string>): Promise<AwsResponse> => {
    requireWholeFunctionAccess(account, request, 'lambda:UntagResource', Resource);
    UntagResource({ Resource, TagKeys: request.query.getAll('tagKeys') });
    return { status: 204, headers: { 'x-amzn-requestid': request.requestId } };
  };
}
