import { checkJsonInput } from '../../aws/input-types.ts';
import { jsonBody } from '../../aws/json-text.ts';
import type { RestRoute } from '../../aws/rest-route.ts';
import type { AwsRequest, AwsResponse } from '../../aws/service.ts';
import { apiGatewayInputTypes } from '../api-gateway-input-types.ts';
import type { ApiGatewayOperations } from '../operations.ts';
import { jsonResponse, listed } from '../wire-shapes.ts';

/** The routes of API keys and usage plans. */
export function usagePlanRoutes(operations: ApiGatewayOperations): RestRoute[] {
  const key = '/apikeys/{apiKey}';
  const plan = '/usageplans/{usagePlanId}';
  const planKey = `${plan}/keys/{keyId}`;
  return [
    { method: 'POST', path: '/apikeys', raw: (request) => createOrImport(operations, request) },
    { method: 'GET', path: '/apikeys', operation: listed(operations.GetApiKeys) },
    { method: 'GET', path: key, operation: operations.GetApiKey },
    { method: 'PATCH', path: key, operation: operations.UpdateApiKey },
    { method: 'DELETE', path: key, operation: operations.DeleteApiKey, status: 202 },
    { method: 'POST', path: '/usageplans', operation: operations.CreateUsagePlan, status: 201 },
    { method: 'GET', path: '/usageplans', operation: listed(operations.GetUsagePlans) },
    { method: 'GET', path: plan, operation: operations.GetUsagePlan },
    { method: 'PATCH', path: plan, operation: operations.UpdateUsagePlan },
    { method: 'DELETE', path: plan, operation: operations.DeleteUsagePlan, status: 202 },
    { method: 'GET', path: `${plan}/usage`, operation: listed(operations.GetUsage, 'values') },
    { method: 'POST', path: `${plan}/keys`, operation: operations.CreateUsagePlanKey, status: 201 },
    { method: 'GET', path: `${plan}/keys`, operation: listed(operations.GetUsagePlanKeys) },
    { method: 'GET', path: planKey, operation: operations.GetUsagePlanKey },
    { method: 'PATCH', path: `${planKey}/usage`, operation: listed(operations.UpdateUsage, 'values') },
    { method: 'DELETE', path: planKey, operation: operations.DeleteUsagePlanKey, status: 202 },
  ];
}

/** The body is the key to create, or the file of keys to import. */
async function createOrImport(operations: ApiGatewayOperations, request: AwsRequest): Promise<AwsResponse> {
  const { body, query } = request;
  const made =
    query.get('mode') === 'import'
      ? operations.ImportApiKeys({
          body,
          format: (query.get('format') ?? undefined) as 'csv' | undefined,
          failOnWarnings: query.get('failonwarnings') === 'true',
        })
      : operations.CreateApiKey(
          checkJsonInput(jsonBody(body, 'InvalidRequestContentException'), apiGatewayInputTypes),
        );
  return jsonResponse(request, 201, made);
}
