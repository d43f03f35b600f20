import type {
  ConnectionType,
  ContentHandlingStrategy,
  IntegrationType,
  PutMethodRequest,
  ResponseTransferMode,
} from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../../aws/service-error.ts';
import { isTrue } from '../is-true.ts';
import type { Properties, ResourceType } from '../resource-type.ts';
import type { ApiGatewayCalls } from '../service-calls.ts';

type Strings = Readonly<Record<string, string>>;
type Flags = Readonly<Record<string, boolean | string>>;

interface MethodProperties extends Properties {
  readonly RestApiId: string;
  readonly ResourceId: string;
  readonly HttpMethod: string;
  readonly AuthorizationType?: string;
  readonly AuthorizationScopes?: readonly string[];
  readonly AuthorizerId?: string;
  readonly ApiKeyRequired?: boolean | string;
  readonly OperationName?: string;
  readonly RequestModels?: Strings;
  readonly RequestParameters?: Flags;
  readonly RequestValidatorId?: string;
  readonly MethodResponses?: readonly MethodResponse[];
  readonly Integration?: Integration;
}

interface MethodResponse {
  readonly StatusCode: string | number;
  readonly ResponseModels?: Strings;
  readonly ResponseParameters?: Flags;
}

interface Integration {
  readonly Type: IntegrationType;
  readonly IntegrationHttpMethod?: string;
  readonly Uri?: string;
  readonly ConnectionType?: ConnectionType;
  readonly ConnectionId?: string;
  readonly Credentials?: string;
  readonly RequestParameters?: Strings;
  readonly RequestTemplates?: Strings;
  readonly PassthroughBehavior?: string;
  readonly ContentHandling?: ContentHandlingStrategy;
  readonly TimeoutInMillis?: number | string;
  readonly CacheNamespace?: string;
  readonly CacheKeyParameters?: readonly string[];
  readonly ResponseTransferMode?: ResponseTransferMode;
  readonly IntegrationTarget?: string;
  readonly IntegrationResponses?: readonly IntegrationResponse[];
}

interface IntegrationResponse {
  readonly StatusCode: string | number;
  readonly SelectionPattern?: string;
  readonly ResponseParameters?: Strings;
  readonly ResponseTemplates?: Strings;
  readonly ContentHandling?: ContentHandlingStrategy;
}

/** A method with its integration. A change deletes it and makes it again; stages see it after the next deployment. */
export const apiGatewayMethod: ResourceType = {
  type: 'AWS::ApiGateway::Method',
  properties: {
    RestApiId: 'replace',
    ResourceId: 'replace',
    HttpMethod: 'replace',
    AuthorizationType: 'update',
    AuthorizationScopes: 'update',
    AuthorizerId: 'update',
    ApiKeyRequired: 'update',
    OperationName: 'update',
    RequestModels: 'update',
    RequestParameters: 'update',
    RequestValidatorId: 'update',
    MethodResponses: 'update',
    Integration: 'update',
  },
  required: ['RestApiId', 'ResourceId', 'HttpMethod'],
  lists: ['AuthorizationScopes', 'MethodResponses'],
  missing: ['NotFoundException'],
  notOffered: ['Integration.IntegrationTarget'],
  offeredValues: { 'Integration.ResponseTransferMode': /^BUFFERED$/ },
  refusals: ({ Integration = {} }, { apigateway }) =>
    apigateway.integrationRefusals(JSON.stringify(Integration)),

  async create(properties, context) {
    const method = properties as MethodProperties;
    put(method, context.services.apigateway.operations);
    return { physicalId: context.generateName(64), attributes: {} };
  },

  async update(properties, existing, context) {
    const { operations } = context.services.apigateway;
    removeMethod(existing.properties as MethodProperties, operations);
    put(properties as MethodProperties, operations);
    return existing;
  },

  async delete({ properties }, context) {
    context.services.apigateway.operations.DeleteMethod(idsOf(properties as MethodProperties));
  },
};

function idsOf({ RestApiId: restApiId, ResourceId: resourceId, HttpMethod }: MethodProperties) {
  return { restApiId, resourceId, httpMethod: HttpMethod.toUpperCase() };
}

/** An update that failed may have left no method. */
function removeMethod(method: MethodProperties, operations: ApiGatewayCalls): void {
  try {
    operations.DeleteMethod(idsOf(method));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'NotFoundException') throw error;
  }
}

/** Makes all of a method or, where one part is refused, nothing. */
function put(method: MethodProperties, operations: ApiGatewayCalls): void {
  const ids = idsOf(method);
  operations.PutMethod({ ...ids, ...settingsOf(method) });
  try {
    for (const { StatusCode, ResponseModels, ResponseParameters } of method.MethodResponses ?? []) {
      operations.PutMethodResponse({
        ...ids,
        statusCode: String(StatusCode),
        responseModels: { ...ResponseModels },
        responseParameters: flagsOf(ResponseParameters),
      });
    }
    if (method.Integration) putIntegration(method.Integration, ids, operations);
  } catch (error) {
    operations.DeleteMethod(ids);
    throw error;
  }
}

function settingsOf(
  method: MethodProperties,
): Omit<PutMethodRequest, 'restApiId' | 'resourceId' | 'httpMethod'> {
  return {
    authorizationType: method.AuthorizationType ?? 'NONE',
    authorizationScopes: method.AuthorizationScopes && [...method.AuthorizationScopes],
    authorizerId: method.AuthorizerId,
    apiKeyRequired: isTrue(method.ApiKeyRequired),
    operationName: method.OperationName,
    requestModels: { ...method.RequestModels },
    requestParameters: flagsOf(method.RequestParameters),
    requestValidatorId: method.RequestValidatorId,
  };
}

function putIntegration(
  integration: Integration,
  ids: ReturnType<typeof idsOf>,
  operations: ApiGatewayCalls,
): void {
  const { IntegrationResponses = [], TimeoutInMillis, CacheKeyParameters } = integration;
  operations.PutIntegration({
    ...ids,
    type: integration.Type,
    integrationHttpMethod: integration.IntegrationHttpMethod,
    uri: integration.Uri,
    connectionType: integration.ConnectionType,
    connectionId: integration.ConnectionId,
    credentials: integration.Credentials,
    requestParameters: { ...integration.RequestParameters },
    requestTemplates: { ...integration.RequestTemplates },
    passthroughBehavior: integration.PassthroughBehavior,
    contentHandling: integration.ContentHandling,
    timeoutInMillis: TimeoutInMillis === undefined ? undefined : Number(TimeoutInMillis),
    responseTransferMode: integration.ResponseTransferMode,
    integrationTarget: integration.IntegrationTarget,
    cacheNamespace: integration.CacheNamespace,
    cacheKeyParameters: CacheKeyParameters && [...CacheKeyParameters],
  });
  for (const response of IntegrationResponses) {
    operations.PutIntegrationResponse({
      ...ids,
      statusCode: String(response.StatusCode),
      selectionPattern: response.SelectionPattern,
      responseParameters: { ...response.ResponseParameters },
      responseTemplates: { ...response.ResponseTemplates },
      contentHandling: response.ContentHandling,
    });
  }
}

function flagsOf(flags: Flags = {}): Record<string, boolean> {
  return Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, isTrue(flag)]));
}
