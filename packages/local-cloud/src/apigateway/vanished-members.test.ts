import * as sdk from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import { createIam } from '../iam/iam.ts';
import { createLogs } from '../logs/logs.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { createApiGateway } from './api-gateway.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { apiGatewayRoutes } from './api-gateway-routes.ts';
import type { ApiGatewayOperations } from './operations.ts';
import { api, invocationUri, mockMethod } from './testing/definitions.ts';

const targetArns = ['arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/a/b'];
const lambda = { invoke: () => Promise.reject(new Error('Expected no call.')) };
const keys = Buffer.from('name,key\nmine,apikey1234abcdefghij');
const definition = api({ '/a': { get: mockMethod('{}') } });

function createGateway() {
  const iam = createIam(defaultAccount);
  const logs = createLogs(defaultAccount);
  const userPools = { verifyToken: async () => 'invalid' as const };
  return createApiGateway({ account: defaultAccount, iam, lambda, logs, userPools });
}

/** An API with one of everything, and the ids of them. */
async function prepare(operation: string) {
  const gateway = createGateway();
  const { operations } = gateway;
  const body = JSON.stringify(definition);
  const { id: restApiId = '' } = operations.ImportRestApi({ body });
  const { items: resources = [] } = operations.GetResources({ restApiId });
  const { id: resourceId = '' } = resources.find(({ path }) => path === '/a') ?? {};
  const method = { restApiId, resourceId, httpMethod: operation === 'PutMethod' ? 'POST' : 'GET' };
  if (operation !== 'PutMethodResponse' && method.httpMethod === 'GET' && operation !== 'CreateResource')
    operations.PutMethodResponse({ ...method, statusCode: '404' });
  if (operation === 'UpdateIntegrationResponse')
    operations.PutIntegrationResponse({ ...method, statusCode: '404' });
  const { id: authorizerId } = operations.CreateAuthorizer({
    restApiId,
    name: 'existing',
    type: 'TOKEN',
    authorizerUri: invocationUri,
    identitySource: 'method.request.header.Authorization',
  });
  const { id: requestValidatorId } = operations.CreateRequestValidator({ restApiId, name: 'v' });
  if (operation.includes('Model'))
    operations.CreateModel({ restApiId, name: 'Pet', contentType: 'application/json', schema: '{}' });
  operations.PutGatewayResponse({ restApiId, responseType: 'DEFAULT_4XX' });
  const location = { type: 'API' } as const;
  const part = { restApiId, location, properties: '{"description":"a"}' };
  const { id: documentationPartId } = operations.CreateDocumentationPart(part);
  operations.CreateDocumentationVersion({ restApiId, documentationVersion: 'old' });
  // Compiling a deployment takes longer than everything else.
  const isOfStages = /Deployment|Stage|Export|Cache|Documentation|UsagePlan|BasePath/.test(operation);
  const deploymentId = isOfStages ? operations.CreateDeployment({ restApiId }).id : undefined;
  if (deploymentId) operations.CreateStage({ restApiId, stageName: 'old', deploymentId });
  const { id: usagePlanId } = operations.CreateUsagePlan({
    name: 'plan',
    quota: { limit: 9, period: 'DAY' },
  });
  const domainName = 'old.example.com';
  operations.CreateDomainName({ domainName });
  if (operation.endsWith('BasePathMapping') && !operation.startsWith('Create'))
    operations.CreateBasePathMapping({ domainName, basePath: 'old', restApiId });
  if (operation === 'GetBasePathMappings')
    for (const basePath of ['a', 'b', 'c', 'd', 'e', 'f'])
      operations.CreateBasePathMapping({ domainName, basePath, restApiId });
  const { id: vpcLinkId } = operations.CreateVpcLink({ name: 'old', targetArns });
  const { id: keyId } = operations.CreateApiKey({ name: 'key', enabled: true });
  if (operation !== 'CreateUsagePlanKey')
    operations.CreateUsagePlanKey({ usagePlanId, keyId, keyType: 'API_KEY' });
  const { clientCertificateId = '' } = operation.endsWith('ClientCertificate')
    ? await operations.GenerateClientCertificate({})
    : {};
  const isNew = operation.startsWith('Create');
  return {
    operations,
    shown: () => operations.GetStages({ restApiId }),
    serve: (traced: ApiGatewayOperations) =>
      restJsonService({
        signingName: 'apigateway',
        routes: apiGatewayRoutes(traced, gateway.readLongDefinition),
        inputTypes: apiGatewayInputTypes,
      }),
    samples: {
      ...{
        ...method,
        authorizerId,
        requestValidatorId,
        documentationPartId,
        deploymentId,
        usagePlanId,
        keyId,
        vpcLinkId,
        clientCertificateId,
      },
      domainName: operation === 'CreateDomainName' ? 'new.example.com' : domainName,
      basePath: isNew ? 'new' : 'old',
      stage: 'old',
      apiKey: keyId,
      parentId: resourceId,
      stageName: isNew ? 'new' : 'old',
      documentationVersion: isNew ? 'new' : 'old',
      modelName: 'Pet',
      responseType: 'DEFAULT_4XX',
      'CreateAuthorizer.name': 'another',
      'CreateAuthorizer.providerARNs': ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a'],
      resourceArn: `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`,
    },
  };
}

/** What changes nothing on AWS either: a source for patches that do not copy, pages of tags, warnings of documentation. */
function isNothingOnAws(member: string): boolean {
  return /patchOperations\.from$|^GetTags (limit|position)$|^ImportDocumentationParts failOnWarnings$/.test(
    member,
  );
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.APIGatewayClient,
    operations: Object.keys(createGateway().operations),
    prepare,
    samples: {
      body: Buffer.from(JSON.stringify(definition)),
      authorizationType: 'NONE',
      targetArns,
      types: ['REGIONAL'],
      'PutIntegration.uri': 'http://a.example',
      'UpdateBasePathMapping.patchOperations.*': { op: 'replace', path: '/basePath', value: 'x' },
      'UpdateDomainName.patchOperations.*': { op: 'replace', path: '/certificateName', value: 'x' },
      authorizerUri: invocationUri,
      'CreateAuthorizer.type': 'TOKEN',
      'CreateAuthorizer.authType': 'custom',
      'CreateDocumentationPart.location.type': 'METHOD',
      'CreateStage.documentationVersion': 'old',
      canarySettings: { percentTraffic: 5 },
      cacheClusterSize: '0.5',
      parameters: { basepath: 'ignore' },
      credentials: 'arn:aws:iam::000000000000:role/gateway',
      timeoutInMillis: 1000,
      requestParameters: { 'integration.request.header.a': "'b'" },
      'PutMethod.requestParameters': { 'method.request.header.a': true },
      'patchOperations.*': { op: 'replace', path: '/description', value: 'x' },
      'UpdateDocumentationPart.patchOperations.*': { op: 'replace', path: '/properties', value: '{}' },
      'UpdateRequestValidator.patchOperations.*': { op: 'replace', path: '/name', value: 'x' },
      'UpdateUsage.patchOperations.*': { op: 'replace', path: '/remaining', value: '5' },
      'ImportApiKeys.body': keys,
      format: 'csv',
      'UpdateResource.patchOperations.*': { op: 'replace', path: '/pathPart', value: 'x' },
      'CreateAuthorizer.identitySource': 'method.request.header.Other',
      type: 'MOCK',
      keyType: 'API_KEY',
      statusCode: '404',
      exportType: 'oas30',
      startDate: '2026-01-01',
      endDate: '2026-01-02',
      schema: '{}',
      properties: '{"description":"b"}',
      contentType: 'application/json',
      limit: 5,
      offset: 1,
    },
    besides: {
      CreateAuthorizer: {
        identitySource: 'method.request.header.Authorization',
        authorizerUri: invocationUri,
      },
      'CreateAuthorizer providerARNs': {
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.header.Authorization',
      },
      CreateDeployment: { stageName: 'old' },
      'PutIntegration uri': { type: 'HTTP', integrationHttpMethod: 'GET' },
      'PutIntegration connectionId': {
        type: 'HTTP',
        integrationHttpMethod: 'GET',
        uri: 'http://a.example',
        connectionType: 'VPC_LINK',
      },
      CreateStage: { cacheClusterEnabled: true },
      CreateUsagePlan: { quota: { limit: 9, period: 'WEEK' } },
    },
  });
  expect(vanished.filter((member) => !isNothingOnAws(member))).toEqual([]);
});
