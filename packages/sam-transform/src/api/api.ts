import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion, SamContext } from '../expansion.ts';
import { s3Location } from '../function/function-code.ts';
import { present } from '../present.ts';
import { fromTemplate, givenValues } from '../python2/provenance.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { ownAttributes, sharedAttributes } from '../resource-attributes.ts';
import { invalidResource } from '../sam-error.ts';
import { propagateTags } from '../tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { authorizerPermissions } from './api-auth.ts';
import { apiBody } from './api-body.ts';
import { apiDomain } from './api-domain.ts';
import { apiStage } from './api-stage.ts';
import { plannedApi, usagePlan } from './api-usage-plan.ts';

/**
 * `AWS::Serverless::Api` as REST API, deployment, stage, authorizer permissions and usage plan.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function expandApi(
  logicalId: string,
  resource: Resource,
  functionNames: readonly string[],
  context: SamContext,
): Expansion {
  const properties = checkProperties(logicalId, resource.Properties ?? {}, apiProperties);
  checkDefinition(logicalId, properties);
  // SM-1: what authorizers there are decides about every method, so parameters in it must be known here.
  const resolved = fromTemplate(resolveParameters(properties.Auth ?? {}, context.parameters));
  const auth = isObject(resolved) ? resolved : {};
  const restApi = restApiProperties(logicalId, properties, auth, context);
  const domain = apiDomain(
    logicalId,
    resource,
    resolveParameters(properties.Domain ?? null, context.parameters),
  );
  const content = { restApi, domain: domain?.noted, functionNames };
  const stage = apiStage(logicalId, resource, properties, content, context);
  const planned = plannedApi(logicalId, stage.stageId, resource, auth);
  const own = planned !== undefined && !planned.isShared ? planned : undefined;
  const generated = {
    [logicalId]: { Type: 'AWS::ApiGateway::RestApi', ...ownAttributes(resource), Properties: restApi },
    ...stage.resources,
    ...authorizerPermissions(logicalId, resource, auth, context),
    ...domain?.resources(stage.stageId),
    ...(own && usagePlan(logicalId, [own], sharedAttributes(resource))),
  };
  return {
    generated: propagateTags(generated, properties),
    ...(planned?.isShared && { shared: planned }),
  };
}

function checkDefinition(logicalId: string, properties: JsonObject): void {
  const { DefinitionBody, DefinitionUri, OpenApiVersion } = properties;
  if (DefinitionUri && DefinitionBody) {
    const message = "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.";
    throw invalidResource(logicalId, message);
  }
  if (OpenApiVersion && !/^[23](\.\d)(\.\d)?$/.test(String(OpenApiVersion))) {
    throw invalidResource(logicalId, "The OpenApiVersion value must be of the format '3.0.0'.");
  }
}

function restApiProperties(
  logicalId: string,
  properties: JsonObject,
  auth: JsonObject,
  context: SamContext,
): JsonObject {
  const { BinaryMediaTypes, DefinitionUri, FailOnWarnings } = properties;
  const body = apiBody(logicalId, properties, auth, context);
  return present({
    Body: DefinitionUri ? undefined : body,
    BodyS3Location: DefinitionUri ? bodyLocation(logicalId, DefinitionUri) : undefined,
    BinaryMediaTypes: BinaryMediaTypes && resolveParameters(BinaryMediaTypes, context.parameters),
    MinimumCompressionSize: properties.MinimumCompressionSize,
    ...endpointConfiguration(logicalId, properties.EndpointConfiguration || typeElsewhere(context)),
    FailOnWarnings: FailOnWarnings || undefined,
    Name: properties.Name || undefined,
    Description: properties.Description || undefined,
    Mode: properties.Mode || undefined,
    ApiKeySourceType: properties.ApiKeySourceType || undefined,
    Policy: properties.Policy || undefined,
    SecurityPolicy: properties.SecurityPolicy || undefined,
    EndpointAccessMode: properties.EndpointAccessMode || undefined,
  });
}

function bodyLocation(logicalId: string, uri: JsonValue): JsonObject {
  const { Bucket, Key, Version } = s3Location(logicalId, 'DefinitionUri', uri);
  return givenValues(present({ Bucket, Key, Version }));
}

// SM-33: outside of the partition `aws` there are no edge-optimized APIs, CloudFormation's default.
function typeElsewhere({ partition }: SamContext): JsonValue | undefined {
  return partition === 'aws' ? undefined : 'REGIONAL';
}

function endpointConfiguration(logicalId: string, given: JsonValue | undefined): JsonObject {
  if (!given) return {};
  if (!isObject(given) || !given.Type) {
    // CloudFormation takes the type from `Parameters` where a definition is imported, from the other elsewhere.
    return { EndpointConfiguration: { Types: [given] }, Parameters: { endpointConfigurationTypes: given } };
  }
  // SAM's name has the capitals, CloudFormation's has not; SAM takes both.
  if ('VPCEndpointIds' in given && 'VpcEndpointIds' in given) {
    throw invalidResource(
      logicalId,
      "'VPCEndpointIds' and 'VpcEndpointIds' cannot be used together in EndpointConfiguration.",
    );
  }
  // `Name` is nothing that SAM or CloudFormation uses; SAM takes it.
  const { Type, VPCEndpointIds, VpcEndpointIds, IpAddressType, Name: _unused, ...unknown } = given;
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw invalidResource(logicalId, `property ${name} not defined for EndpointConfiguration`);
  }
  return {
    EndpointConfiguration: present({
      Types: [Type],
      VpcEndpointIds: VPCEndpointIds ?? VpcEndpointIds,
      IpAddressType,
    }),
    Parameters: { endpointConfigurationTypes: Type },
  };
}

export const apiProperties: PropertyRules = {
  type: 'AWS::Serverless::Api',
  properties: {
    Name: ['string', 'map'],
    StageName: ['string', 'map'],
    Tags: ['map'],
    PropagateTags: ['boolean'],
    DefinitionBody: ['map'],
    DefinitionUri: ['string', 'map'],
    CacheClusterEnabled: ['boolean'],
    CacheClusterSize: ['string'],
    Variables: ['map'],
    EndpointConfiguration: ['string', 'map'],
    MethodSettings: ['list'],
    BinaryMediaTypes: ['list'],
    MinimumCompressionSize: ['integer'],
    Cors: ['string', 'map'],
    Auth: ['map'],
    GatewayResponses: ['map'],
    AccessLogSetting: ['map'],
    CanarySetting: ['map'],
    TracingEnabled: ['boolean'],
    OpenApiVersion: ['string'],
    Models: ['map'],
    FailOnWarnings: ['boolean'],
    Description: ['string'],
    Mode: ['string'],
    DisableExecuteApiEndpoint: ['boolean'],
    ApiKeySourceType: ['string'],
    Policy: ['string', 'map'],
    SecurityPolicy: ['string'],
    EndpointAccessMode: ['string'],
    AlwaysDeploy: ['boolean'],
    Domain: ['map'],
  },
  required: ['StageName'],
  unsupported: ['MergeDefinitions'],
};
