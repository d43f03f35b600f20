import type { EndpointType, PatchOperation } from '@aws-sdk/client-api-gateway';
import { arn } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { isTrue } from '../is-true.ts';
import type { PhysicalResource, Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { likelyDefinition } from './api-gateway-likely-definition.ts';

interface RestApiProperties extends Properties {
  readonly Name?: string;
  readonly Description?: string;
  readonly Body?: object;
  readonly BodyS3Location?: { readonly Bucket: string; readonly Key: string; readonly Version?: string };
  readonly Policy?: object | string;
  readonly Parameters?: Readonly<Record<string, string>>;
  readonly BinaryMediaTypes?: readonly string[];
  readonly EndpointConfiguration?: {
    readonly Types?: readonly EndpointType[];
    readonly IpAddressType?: string;
    readonly VpcEndpointIds?: readonly string[];
  };
  readonly MinimumCompressionSize?: number | string;
  readonly ApiKeySourceType?: 'HEADER' | 'AUTHORIZER';
  readonly DisableExecuteApiEndpoint?: boolean | string;
  readonly FailOnWarnings?: boolean | string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export const apiGatewayRestApi: ResourceType = {
  type: 'AWS::ApiGateway::RestApi',
  takesStackTags: true,
  attributes: ['RestApiId', 'RootResourceId'],
  properties: {
    Name: 'update',
    Description: 'update',
    Body: 'update',
    BodyS3Location: 'update',
    Policy: 'update',
    Parameters: 'update',
    BinaryMediaTypes: 'update',
    EndpointConfiguration: 'update',
    MinimumCompressionSize: 'update',
    ApiKeySourceType: 'update',
    DisableExecuteApiEndpoint: 'update',
    FailOnWarnings: 'update',
    Tags: 'update',
  },
  inert: ['EndpointAccessMode', 'Mode', 'SecurityPolicy'],
  notOffered: ['BodyS3Location.ETag', 'CloneFrom'],
  offeredValues: { 'Parameters.ignore': /^$/ },
  lists: ['BinaryMediaTypes', 'Tags'],
  missing: ['NotFoundException'],

  refusals({ Body, BodyS3Location }, { apigateway, s3 }) {
    if (Body !== undefined) return apigateway.definitionRefusals(likelyDefinition(Body));
    const { Bucket, Key, Version } = { ...(BodyS3Location as RestApiProperties['BodyS3Location']) };
    if (typeof Bucket !== 'string' || typeof Key !== 'string') return [];
    const version = typeof Version === 'string' ? Version : undefined;
    return apigateway.definitionRefusals(String(s3.readObject(Bucket, Key, version)?.body ?? '{}'));
  },

  async create(properties, context) {
    const api = properties as RestApiProperties;
    const { apigateway } = context.services;
    const { operations } = apigateway;
    const parameters = { ...api.Parameters };
    const definition = definitionOf(api, context);
    const body = definition && (await apigateway.readLongDefinition(definition, { parameters }));
    // The id is derived from the origin, or set by a tag: both have to be known from the beginning.
    const origin = { stackName: context.stackName, logicalId: context.logicalId };
    const created =
      body === undefined
        ? operations.CreateRestApi({ name: api.Name, tags: tagsOf(api) }, origin)
        : operations.ImportRestApi(
            { body, parameters, failOnWarnings: failsOnWarnings(api) },
            origin,
            tagsOf(api),
          );
    return configured(created.id ?? '', api, context);
  },

  async update(properties, existing, context) {
    const api = properties as RestApiProperties;
    const { apigateway } = context.services;
    const definition = definitionOf(api, context);
    if (definition !== undefined) {
      const replaced = { restApiId: existing.physicalId, parameters: { ...api.Parameters } };
      const body = await apigateway.readLongDefinition(definition, replaced);
      apigateway.operations.PutRestApi({ ...replaced, body, failOnWarnings: failsOnWarnings(api) });
    }
    return configured(existing.physicalId, api, context);
  },

  async delete(existing, context) {
    context.services.apigateway.operations.DeleteRestApi({ restApiId: existing.physicalId });
  },
};

function definitionOf(
  api: RestApiProperties,
  { services }: ResourceContext,
): string | Uint8Array | undefined {
  if (api.Body !== undefined) return JSON.stringify(api.Body);
  if (api.BodyS3Location === undefined) return undefined;
  const { Bucket, Key, Version } = api.BodyS3Location;
  const object = services.s3.readObject(Bucket, Key, Version);
  if (!object)
    throw new ServiceError('BadRequestException', `Unable to get the object s3://${Bucket}/${Key}`);
  return object.body;
}

/** The template's own settings override those of the definition. */
function configured(restApiId: string, api: RestApiProperties, context: ResourceContext): PhysicalResource {
  const { operations } = context.services.apigateway;
  const patchOperations: PatchOperation[] = (api.BinaryMediaTypes ?? []).map((mediaType) => ({
    op: 'add',
    path: `/binaryMediaTypes/${mediaType.replaceAll('/', '~1')}`,
  }));
  const replace = (path: string, value: unknown) => {
    if (value !== undefined) patchOperations.push({ op: 'replace', path, value: String(value) });
  };
  replace('/name', api.Name);
  replace('/description', api.Description);
  replace('/apiKeySource', api.ApiKeySourceType);
  replace('/policy', typeof api.Policy === 'object' ? JSON.stringify(api.Policy) : api.Policy);
  replace('/minimumCompressionSize', api.MinimumCompressionSize);
  const { Types = [], IpAddressType, VpcEndpointIds = [] } = api.EndpointConfiguration ?? {};
  for (const type of Types) replace('/endpointConfiguration/types/0', type);
  replace('/endpointConfiguration/ipAddressType', IpAddressType);
  for (const id of VpcEndpointIds) {
    patchOperations.push({ op: 'add', path: '/endpointConfiguration/vpcEndpointIds', value: id });
  }
  replace('/disableExecuteApiEndpoint', api.DisableExecuteApiEndpoint ?? false);
  const { rootResourceId } = operations.UpdateRestApi({ restApiId, patchOperations });
  operations.TagResource({
    resourceArn: arn('apigateway', `/restapis/${restApiId}`, { region: context.account.region }),
    tags: tagsOf(api),
  });
  return { physicalId: restApiId, attributes: { RestApiId: restApiId, RootResourceId: rootResourceId } };
}

function failsOnWarnings({ FailOnWarnings }: RestApiProperties): boolean {
  return isTrue(FailOnWarnings);
}

function tagsOf({ Tags = [] }: RestApiProperties): Record<string, string> {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}
