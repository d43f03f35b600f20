import { checkJsonInput } from '../aws/input-types.ts';
import { jsonBody } from '../aws/json-text.ts';
import type { RestRoute } from '../aws/rest-route.ts';
import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import { accountRoutes } from './account-routes.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { withCheckedShapes } from './check-shapes.ts';
import { documentationRoutes } from './documentation-routes.ts';
import type { ReadLongDefinition } from './import/import-in-worker.ts';
import { methodRoutes } from './method-routes.ts';
import type { ApiGatewayOperations } from './operations.ts';
import { usagePlanRoutes } from './usage-plans/usage-plan-routes.ts';
import { jsonResponse, listed } from './wire-shapes.ts';

/** The control plane's routes. */
export function apiGatewayRoutes(
  operations: ApiGatewayOperations,
  readLong: ReadLongDefinition,
): RestRoute[] {
  const api = '/restapis/{restApiId}';
  const deployment = `${api}/deployments/{deploymentId}`;
  const stage = `${api}/stages/{stageName}`;
  const model = `${api}/models/{modelName}`;
  const validator = `${api}/requestvalidators/{requestValidatorId}`;
  const authorizer = `${api}/authorizers/{authorizerId}`;
  const gatewayResponse = `${api}/gatewayresponses/{responseType}`;
  const routes: RestRoute[] = [
    ...accountRoutes(operations),
    { method: 'POST', path: '/restapis', raw: (request) => createOrImport(operations, readLong, request) },
    { method: 'GET', path: '/restapis', operation: listed(operations.GetRestApis) },
    { method: 'GET', path: api, operation: operations.GetRestApi },
    {
      method: 'PUT',
      path: api,
      raw: (request, { restApiId }) => put(operations, readLong, request, restApiId),
    },
    { method: 'PATCH', path: api, operation: operations.UpdateRestApi },
    { method: 'DELETE', path: api, operation: operations.DeleteRestApi, status: 202 },
    { method: 'GET', path: `${api}/resources`, operation: listed(operations.GetResources) },
    ...methodRoutes(operations),
    { method: 'GET', path: `${api}/models`, operation: listed(operations.GetModels) },
    { method: 'POST', path: `${api}/models`, operation: operations.CreateModel, status: 201 },
    { method: 'GET', path: model, operation: operations.GetModel },
    { method: 'GET', path: `${model}/default_template`, operation: operations.GetModelTemplate },
    { method: 'PATCH', path: model, operation: operations.UpdateModel },
    { method: 'DELETE', path: model, operation: operations.DeleteModel, status: 202 },
    { method: 'GET', path: `${api}/requestvalidators`, operation: listed(operations.GetRequestValidators) },
    {
      method: 'POST',
      path: `${api}/requestvalidators`,
      operation: operations.CreateRequestValidator,
      status: 201,
    },
    { method: 'GET', path: validator, operation: operations.GetRequestValidator },
    { method: 'PATCH', path: validator, operation: operations.UpdateRequestValidator },
    { method: 'DELETE', path: validator, operation: operations.DeleteRequestValidator, status: 202 },
    { method: 'GET', path: `${api}/authorizers`, operation: listed(operations.GetAuthorizers) },
    { method: 'POST', path: `${api}/authorizers`, operation: operations.CreateAuthorizer, status: 201 },
    { method: 'GET', path: authorizer, operation: operations.GetAuthorizer },
    { method: 'POST', path: authorizer, operation: operations.TestInvokeAuthorizer },
    { method: 'PATCH', path: authorizer, operation: operations.UpdateAuthorizer },
    { method: 'DELETE', path: authorizer, operation: operations.DeleteAuthorizer, status: 202 },
    { method: 'POST', path: `${api}/deployments`, operation: operations.CreateDeployment, status: 201 },
    { method: 'GET', path: `${api}/deployments`, operation: listed(operations.GetDeployments) },
    { method: 'GET', path: deployment, operation: operations.GetDeployment },
    { method: 'PATCH', path: deployment, operation: operations.UpdateDeployment },
    { method: 'DELETE', path: deployment, operation: operations.DeleteDeployment, status: 202 },
    { method: 'POST', path: `${api}/stages`, operation: operations.CreateStage, status: 201 },
    { method: 'GET', path: `${api}/stages`, operation: operations.GetStages },
    { method: 'GET', path: stage, operation: operations.GetStage },
    { method: 'PATCH', path: stage, operation: operations.UpdateStage },
    { method: 'DELETE', path: stage, operation: operations.DeleteStage, status: 202 },
    { method: 'DELETE', path: `${stage}/cache/data`, operation: operations.FlushStageCache, status: 202 },
    {
      method: 'DELETE',
      path: `${stage}/cache/authorizers`,
      operation: operations.FlushStageAuthorizersCache,
      status: 202,
    },
    { method: 'GET', path: `${api}/gatewayresponses`, operation: listed(operations.GetGatewayResponses) },
    { method: 'GET', path: gatewayResponse, operation: operations.GetGatewayResponse },
    { method: 'PUT', path: gatewayResponse, operation: operations.PutGatewayResponse, status: 201 },
    { method: 'PATCH', path: gatewayResponse, operation: operations.UpdateGatewayResponse },
    { method: 'DELETE', path: gatewayResponse, operation: operations.DeleteGatewayResponse, status: 202 },
    ...documentationRoutes(operations),
    ...usagePlanRoutes(operations),
    { method: 'GET', path: `${stage}/exports/{exportType}`, raw: exportStage.bind(null, operations) },
  ];
  return withCheckedShapes(routes, operations);
}

async function createOrImport(
  operations: ApiGatewayOperations,
  readLong: ReadLongDefinition,
  request: AwsRequest,
): Promise<AwsResponse> {
  const { mode, parameters, failOnWarnings } = importQuery(request);
  const body = () => jsonBody(request.body, 'BadRequestException');
  const created =
    mode === 'import'
      ? operations.ImportRestApi(
          { body: await readLong(request.body, { parameters }), parameters, failOnWarnings },
          undefined,
          undefined,
          request.caller,
        )
      : operations.CreateRestApi(checkJsonInput(body(), apiGatewayInputTypes) as never);
  return jsonResponse(request, 201, created);
}

async function put(
  operations: ApiGatewayOperations,
  readLong: ReadLongDefinition,
  request: AwsRequest,
  restApiId: string | undefined,
): Promise<AwsResponse> {
  const { mode, parameters, failOnWarnings } = importQuery(request);
  const body = await readLong(request.body, { parameters, restApiId });
  const input = { restApiId, body, parameters, failOnWarnings, mode: mode as 'merge' | 'overwrite' };
  return jsonResponse(request, 200, operations.PutRestApi(input, request.caller));
}

/** The body of the response is the document itself. */
async function exportStage(
  operations: ApiGatewayOperations,
  request: AwsRequest,
  { restApiId, stageName, exportType }: Record<string, string>,
): Promise<AwsResponse> {
  const parameters = Object.fromEntries(request.query);
  const { accept = '*/*' } = request.headers;
  const accepts = accept === '*/*' ? undefined : accept;
  const exported = operations.GetExport({ restApiId, stageName, exportType, accepts, parameters });
  return {
    status: 200,
    headers: {
      'content-type': exported.contentType,
      'content-disposition': exported.contentDisposition,
      'x-amzn-requestid': request.requestId,
    },
    body: Buffer.from(exported.body),
  };
}

/** Query parameters other than `mode` and `failonwarnings` are parameters of the import. */
function importQuery({ query }: AwsRequest) {
  const { mode, failonwarnings, ...parameters } = Object.fromEntries(query);
  return { mode, parameters, failOnWarnings: failonwarnings === 'true' };
}
