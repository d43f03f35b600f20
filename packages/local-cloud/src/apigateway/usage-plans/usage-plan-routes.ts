import type { RestRoute } from '../../aws/rest-route.ts';
import type { ApiGatewayOperations } from '../operations.ts';
import { listed } from '../wire-shapes.ts';

/** The routes of API keys and usage plans. */
export function usagePlanRoutes(operations: ApiGatewayOperations): RestRoute[] {
  const key = '/apikeys/{apiKey}';
  const plan = '/usageplans/{usagePlanId}';
  const planKey = `${plan}/keys/{keyId}`;
  return [
    { method: 'POST', path: '/apikeys', operation: operations.CreateApiKey, status: 201 },
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
    { method: 'DELETE', path: planKey, operation: operations.DeleteUsagePlanKey, status: 202 },
  ];
}
