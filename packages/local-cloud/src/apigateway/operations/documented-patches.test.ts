import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../aws/service-error.ts';
import type { ApiGatewayOperations } from '../operations.ts';
import { catchAll, invocationUri, uriOf } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

/*
 * What AWS documents as patches, by operation: op, path, value.
 * https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
type Documented = readonly (readonly [
  op: 'add' | 'remove' | 'replace' | 'copy',
  path: string,
  value?: string,
])[];

const other = uriOf('arn:aws:lambda:us-east-1:000000000000:function:other');
const header = 'method.request.header.h';
const mapped = 'integration.request.header.h';
const balancer = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/a/b';

let served: ServedApi;
let operations: ApiGatewayOperations;
const ids: Record<string, string> = {};

const documented: Record<string, Documented> = {
  UpdateApiKey: [
    ['replace', '/name', 'new'],
    ['replace', '/description', 'new'],
    ['replace', '/customerId', 'new'],
    ['replace', '/enabled', 'true'],
    ['add', '/stages', 'api/test'],
    ['remove', '/stages', 'api/test'],
  ],
  UpdateAuthorizer: [
    ['replace', '/name', 'new'],
    ['replace', '/authType', 'new'],
    ['replace', '/authorizerUri', other],
    ['replace', '/authorizerCredentials', 'arn:aws:iam::000000000000:role/r'],
    ['replace', '/authorizerResultTtlInSeconds', '7'],
    ['replace', '/identitySource', 'method.request.header.New'],
    ['replace', '/identityValidationExpression', '[a-z]+'],
  ],
  UpdateBasePathMapping: [
    ['replace', '/stage', ''],
    ['replace', '/basePath', 'base'],
  ],
  UpdateClientCertificate: [['replace', '/description', 'new']],
  UpdateDeployment: [['replace', '/description', 'new']],
  UpdateDocumentationPart: [['replace', '/properties', '{"a":"new"}']],
  UpdateDocumentationVersion: [['replace', '/description', 'new']],
  UpdateDomainName: [
    ['replace', '/certificateArn', 'arn:aws:acm:us-east-1:000000000000:certificate/n'],
    ['replace', '/certificateName', 'new'],
    ['replace', '/regionalCertificateArn', 'arn:aws:acm:us-east-1:000000000000:certificate/n'],
    ['replace', '/regionalCertificateName', 'new'],
    ['replace', '/securityPolicy', 'TLS_1_0'],
    ['replace', '/ownershipVerificationCertificateArn', 'arn:aws:acm:us-east-1:000000000000:certificate/n'],
    ['replace', '/endpointConfiguration/types/EDGE', 'REGIONAL'],
    ['replace', '/endpointConfiguration/ipAddressType', 'dualstack'],
    ['replace', '/mutualTlsAuthentication/truststoreUri', 's3://bucket/new'],
    ['replace', '/mutualTlsAuthentication/truststoreVersion', 'new'],
  ],
  UpdateGatewayResponse: [
    ['replace', '/statusCode', '418'],
    ['add', '/responseParameters/gatewayresponse.header.h', "'new'"],
    ['replace', '/responseParameters/gatewayresponse.header.h', "'newer'"],
    ['remove', '/responseParameters/gatewayresponse.header.h'],
    ['add', '/responseTemplates/text~1css', 'new'],
    ['replace', '/responseTemplates/text~1css', 'newer'],
    ['remove', '/responseTemplates/text~1css'],
  ],
  UpdateIntegration: [
    ['replace', '/uri', 'http://127.0.0.1:1/new'],
    ['replace', '/httpMethod', 'PUT'],
    ['replace', '/cacheNamespace', 'new'],
    ['replace', '/credentials', 'arn:aws:iam::000000000000:role/r'],
    ['replace', '/contentHandling', 'CONVERT_TO_TEXT'],
    ['replace', '/passthroughBehavior', 'NEVER'],
    ['replace', '/timeoutInMillis', '1234'],
    ['add', `/requestParameters/${mapped}`, "'new'"],
    ['replace', `/requestParameters/${mapped}`, "'newer'"],
    ['remove', `/requestParameters/${mapped}`],
    ['add', '/requestTemplates/text~1css', 'new'],
    ['replace', '/requestTemplates/text~1css', 'newer'],
    ['remove', '/requestTemplates/text~1css'],
    ['add', `/cacheKeyParameters/${header}`],
    ['remove', `/cacheKeyParameters/${header}`],
  ],
  UpdateIntegrationResponse: [
    ['replace', '/selectionPattern', '2.*'],
    ['replace', '/contentHandling', 'CONVERT_TO_TEXT'],
    ['add', '/responseParameters/method.response.header.h', "'new'"],
    ['replace', '/responseParameters/method.response.header.h', "'newer'"],
    ['remove', '/responseParameters/method.response.header.h'],
    ['add', '/responseTemplates/text~1css', 'new'],
    ['replace', '/responseTemplates/text~1css', 'newer'],
    ['remove', '/responseTemplates/text~1css'],
  ],
  UpdateMethod: [
    ['replace', '/apiKeyRequired', 'true'],
    ['replace', '/operationName', 'New'],
    ['replace', '/authorizationType', 'AWS_IAM'],
    ['add', '/requestModels/text~1css', 'Empty'],
    ['replace', '/requestModels/text~1css', 'Error'],
    ['remove', '/requestModels/text~1css'],
    ['add', '/requestParameters/method.request.header.n', 'true'],
    ['replace', '/requestParameters/method.request.header.n', 'false'],
    ['remove', '/requestParameters/method.request.header.n'],
  ],
  UpdateMethodResponse: [
    ['add', '/responseModels/text~1css', 'Empty'],
    ['replace', '/responseModels/text~1css', 'Error'],
    ['remove', '/responseModels/text~1css'],
    ['add', '/responseParameters/method.response.header.n', 'true'],
    ['replace', '/responseParameters/method.response.header.n', 'false'],
    ['remove', '/responseParameters/method.response.header.n'],
  ],
  UpdateModel: [
    ['replace', '/description', 'new'],
    ['replace', '/schema', '{"type":"string"}'],
  ],
  UpdateRequestValidator: [
    ['replace', '/name', 'new'],
    ['replace', '/validateRequestBody', 'true'],
    ['replace', '/validateRequestParameters', 'true'],
  ],
  UpdateResource: [['replace', '/pathPart', 'new']],
  UpdateRestApi: [
    ['replace', '/name', 'new'],
    ['replace', '/description', 'new'],
    ['replace', '/apiKeySource', 'AUTHORIZER'],
    ['replace', '/disableExecuteApiEndpoint', 'true'],
    ['replace', '/disableExecuteApiEndpoint', 'false'],
    ['replace', '/minimumCompressionSize', '10'],
    ['replace', '/policy', '{"Version":"2012-10-17","Statement":[]}'],
    ['add', '/binaryMediaTypes/image~1png'],
    ['replace', '/binaryMediaTypes/image~1png', 'image/gif'],
    ['remove', '/binaryMediaTypes/image~1gif'],
    ['replace', '/endpointConfiguration/types/EDGE', 'REGIONAL'],
    ['replace', '/endpointConfiguration/ipAddressType', 'dualstack'],
  ],
  UpdateStage: [
    ['replace', '/description', 'new'],
    ['replace', '/cacheClusterEnabled', 'true'],
    ['replace', '/cacheClusterSize', '1.6'],
    ['replace', '/documentationVersion', 'v'],
    ['replace', '/tracingEnabled', 'true'],
    ['replace', '/variables/new', 'value'],
    ['remove', '/variables/new'],
    ['replace', '/*/*/metrics/enabled', 'true'],
    ['replace', '/*/*/logging/dataTrace', 'true'],
    ['replace', '/*/*/logging/loglevel', 'INFO'],
    ['replace', '/*/*/throttling/burstLimit', '17'],
    ['replace', '/*/*/throttling/rateLimit', '18'],
    ['replace', '/*/*/caching/ttlInSeconds', '19'],
    ['replace', '/*/*/caching/enabled', 'true'],
    ['replace', '/*/*/caching/dataEncrypted', 'true'],
    ['replace', '/*/*/caching/requireAuthorizationForCacheControl', 'false'],
    ['replace', '/*/*/caching/unauthorizedCacheControlHeaderStrategy', 'FAIL_WITH_403'],
    ['replace', '/canarySettings/percentTraffic', '21'],
    ['replace', '/canarySettings/stageVariableOverrides/new', 'canary'],
    ['replace', '/canarySettings/useStageCache', 'true'],
    ['remove', '/canarySettings/stageVariableOverrides/new'],
    ['remove', '/canarySettings'],
  ],
  UpdateUsagePlan: [
    ['replace', '/name', 'new'],
    ['replace', '/description', 'new'],
    ['replace', '/productCode', 'new'],
    ['replace', '/quota/limit', '22'],
    ['replace', '/quota/offset', '0'],
    ['replace', '/quota/period', 'WEEK'],
    ['replace', '/throttle/rateLimit', '23'],
    ['replace', '/throttle/burstLimit', '24'],
    ['remove', '/productCode'],
    ['remove', '/throttle'],
    ['remove', '/quota'],
  ],
  UpdateVpcLink: [
    ['replace', '/name', 'new'],
    ['replace', '/description', 'new'],
  ],
};

beforeAll(async () => {
  served = await serveApi(catchAll);
  ({ operations } = served.gateway);
  const { id: restApiId = '', rootResourceId = '' } = operations.CreateRestApi({ name: 'patched' });
  const resourceId =
    operations.CreateResource({ restApiId, parentId: rootResourceId, pathPart: 'p' }).id ?? '';
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  const requestParameters = { [header]: false };
  operations.PutMethod({ ...method, authorizationType: 'NONE', requestParameters });
  const uri = 'http://127.0.0.1:1/';
  operations.PutIntegration({ ...method, type: 'HTTP', integrationHttpMethod: 'GET', uri });
  const response = { ...method, statusCode: '200' };
  operations.PutMethodResponse({ ...response, responseParameters: { 'method.response.header.h': false } });
  operations.PutIntegrationResponse(response);
  operations.CreateDeployment({ restApiId, stageName: 'test' });
  operations.CreateDocumentationVersion({ restApiId, documentationVersion: 'v' });
  operations.CreateDomainName({ domainName: 'a.example.com' });
  operations.CreateBasePathMapping({ domainName: 'a.example.com', restApiId, stage: 'test' });
  const location = { type: 'API' as const };
  const part = operations.CreateDocumentationPart({ restApiId, location, properties: '{}' });
  const guard = operations.CreateAuthorizer({
    restApiId,
    name: 'a',
    type: 'TOKEN',
    authorizerUri: invocationUri,
    identitySource: 'method.request.header.A',
  });
  const certificate = await operations.GenerateClientCertificate({});
  Object.assign(ids, method, {
    statusCode: '200',
    stageName: 'test',
    modelName: 'Empty',
    documentationVersion: 'v',
    responseType: 'DEFAULT_4XX',
    domainName: 'a.example.com',
    basePath: '(none)',
    apiKey: operations.CreateApiKey({}).id,
    authorizerId: guard.id,
    clientCertificateId: certificate.clientCertificateId,
    deploymentId: operations.GetDeployments({ restApiId }).items?.[0]?.id,
    documentationPartId: part.id,
    requestValidatorId: operations.CreateRequestValidator({ restApiId, name: 'v' }).id,
    usagePlanId: operations.CreateUsagePlan({ name: 'p', quota: { limit: 1, period: 'DAY' } }).id,
    vpcLinkId: operations.CreateVpcLink({ name: 'l', targetArns: [balancer] }).id,
  });
});
afterAll(() => served.stop());

function update(name: string, ...patchOperations: PatchOperation[]): unknown {
  const operation = operations[name as 'UpdateModel'];
  const changed = operation({ ...ids, patchOperations } as never);
  // The mapping is known by what a patch may change.
  if ('basePath' in changed) Object.assign(ids, { basePath: changed.basePath });
  return changed;
}

const cases = Object.entries(documented).flatMap(([name, patches]) =>
  patches.map(([op, path, value]) => [name, op, path, value] as const),
);

describe('a patch', () => {
  it.each(cases)('that AWS documents is honoured: %s %s %s', (name, op, path, value) => {
    const changed = JSON.stringify(update(name, { op, path, ...(value !== undefined && { value }) }));
    if (op !== 'remove' && value) expect(changed).toContain(JSON.stringify(value).slice(1, -1));
  });

  it('turns an integration to a VPC link, by both of its members at once', () => {
    const replace = (path: string, value: string) => ({ op: 'replace' as const, path, value });
    const connectionId = ids.vpcLinkId ?? '';
    const patches = [replace('/connectionType', 'VPC_LINK'), replace('/connectionId', connectionId)];
    expect(update('UpdateIntegration', ...patches)).toMatchObject({
      connectionType: 'VPC_LINK',
      connectionId,
    });
  });

  it('of any other path, op and value is taken or refused as a bad request, and refused ones change nothing', () => {
    const paths = cases.flatMap(([, , path]) => [path, path.replace(/[^/]*$/, 'unknown'), `${path}/more`]);
    const patch = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'copy', 'move', 'test') as fc.Arbitrary<'add'>,
      path: fc.constantFrom('', '/', ...paths),
      value: fc.constantFrom(undefined, '', '-1', 'wrong', '{}', 'a:b', 'api/test'),
    });
    const names = fc.constantFrom(...Object.keys(documented));
    const outcomeOf = (name: string, patches: readonly PatchOperation[]) => {
      try {
        return { changed: update(name, ...patches) };
      } catch (error) {
        return { error };
      }
    };
    fc.assert(
      fc.property(names, fc.array(patch, { minLength: 1, maxLength: 2 }), (name, patches) => {
        const before = JSON.stringify(update(name));
        const { error } = outcomeOf(name, patches);
        if (error === undefined) return;
        expect(error).toBeInstanceOf(ServiceError);
        expect((error as ServiceError).statusCode).toBeLessThan(500);
        expect(withoutTimes(JSON.stringify(update(name)))).toBe(withoutTimes(before));
      }),
      { numRuns: 1000 },
    );
  });
});

function withoutTimes(text: string): string {
  return text.replaceAll(/"(?:lastUpdatedDate)":"[^"]*"/g, '');
}
