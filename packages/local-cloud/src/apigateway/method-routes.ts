import type { InputTypes, MemberType } from '../aws/input-types.ts';
import type { RestRoute } from '../aws/rest-route.ts';
import type { Operation } from '../aws/service.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import type { ApiGatewayOperations } from './operations.ts';

/** Of methods the parameters are flags; of integrations, mapping expressions. */
export const methodInputTypes: InputTypes = new Map<string, MemberType>([
  ...apiGatewayInputTypes,
  ['requestParameters', 'map of boolean'],
  ['responseParameters', 'map of boolean'],
]);

/** Without a template the body of a media type passes through as it is. */
const integrationInputTypes: InputTypes = new Map<string, MemberType>([
  ...apiGatewayInputTypes,
  ['requestTemplates', 'map of nullable string'],
  ['responseTemplates', 'map of nullable string'],
]);

/** The routes by which an API is built call by call. */
export function methodRoutes(operations: ApiGatewayOperations): RestRoute[] {
  const resources = '/restapis/{restApiId}/resources';
  const resource = `${resources}/{resourceId}`;
  const method = `${resource}/methods/{httpMethod}`;
  const methodResponse = `${method}/responses/{statusCode}`;
  const integration = `${method}/integration`;
  const integrationResponse = `${integration}/responses/{statusCode}`;
  const inputTypes = methodInputTypes;
  const { PutMethod, PutMethodResponse } = operations;
  return [
    { method: 'POST', path: `${resources}/{parentId}`, operation: operations.CreateResource, status: 201 },
    { method: 'GET', path: resource, operation: operations.GetResource },
    { method: 'PATCH', path: resource, operation: operations.UpdateResource },
    { method: 'DELETE', path: resource, operation: operations.DeleteResource, status: 202 },
    { method: 'PUT', path: method, operation: PutMethod, status: 201, inputTypes },
    { method: 'GET', path: method, operation: operations.GetMethod },
    { method: 'POST', path: method, operation: operations.TestInvokeMethod },
    { method: 'PATCH', path: method, operation: operations.UpdateMethod },
    { method: 'DELETE', path: method, operation: operations.DeleteMethod, status: 204 },
    { method: 'PUT', path: methodResponse, operation: PutMethodResponse, status: 201, inputTypes },
    { method: 'GET', path: methodResponse, operation: operations.GetMethodResponse },
    { method: 'PATCH', path: methodResponse, operation: operations.UpdateMethodResponse, status: 201 },
    { method: 'DELETE', path: methodResponse, operation: operations.DeleteMethodResponse, status: 204 },
    {
      method: 'PUT',
      path: `${resource}/methods/{method}/integration`,
      operation: withOwnMethod(operations.PutIntegration),
      status: 201,
      inputTypes: integrationInputTypes,
    },
    { method: 'GET', path: integration, operation: operations.GetIntegration },
    { method: 'PATCH', path: integration, operation: operations.UpdateIntegration },
    { method: 'DELETE', path: integration, operation: operations.DeleteIntegration, status: 204 },
    {
      method: 'PUT',
      path: integrationResponse,
      operation: operations.PutIntegrationResponse,
      status: 201,
      inputTypes: integrationInputTypes,
    },
    { method: 'GET', path: integrationResponse, operation: operations.GetIntegrationResponse },
    { method: 'PATCH', path: integrationResponse, operation: operations.UpdateIntegrationResponse },
    {
      method: 'DELETE',
      path: integrationResponse,
      operation: operations.DeleteIntegrationResponse,
      status: 204,
    },
  ];
}

/** On the wire the integration's HTTP method has the name that the method's has in the path. */
function withOwnMethod(operation: ApiGatewayOperations['PutIntegration']): Operation {
  return ({ method, httpMethod, ...input }: { method: string; httpMethod?: string }) =>
    operation({ ...input, httpMethod: method, integrationHttpMethod: httpMethod } as never);
}
