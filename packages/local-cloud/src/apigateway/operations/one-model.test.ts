import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiGatewayOperations } from '../operations.ts';
import { catchAll, invocationUri } from '../testing/definitions.ts';
import { type ServedApi, sendRequest, serveApi } from '../testing/served-api.ts';

const balancer = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/a/b';

type Operations = ApiGatewayOperations;

const name = fc.constantFrom('a', 'b', 'pets', '{id}', '{proxy+}');
const httpMethod = fc.constantFrom('GET', 'POST', 'ANY', 'OPTIONS');
const text = fc.constantFrom('one', '{"two": "$context.httpMethod"}', "it's 3%");
const parameters = fc.uniqueArray(fc.constantFrom('h', 'q', 'Accept'), { maxLength: 2 });

const mock = fc.record({
  type: fc.constant('MOCK' as const),
  requestTemplates: fc.constant({ 'application/json': '{"statusCode": 200}' }),
  passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH', 'NEVER', 'WHEN_NO_TEMPLATES'),
  timeoutInMillis: fc.constantFrom(29_000, 50, 1234),
});
const proxy = fc.record({
  type: fc.constant('AWS_PROXY' as const),
  integrationHttpMethod: fc.constant('POST'),
  uri: fc.constant(invocationUri),
  contentHandling: fc.constantFrom(undefined, 'CONVERT_TO_TEXT' as const),
});
const http = fc.record({
  type: fc.constantFrom('HTTP' as const, 'HTTP_PROXY' as const),
  integrationHttpMethod: fc.constantFrom('GET', 'ANY'),
  uri: fc.constant('http://127.0.0.1:1/{x}'),
  requestParameters: fc.constantFrom({}, { 'integration.request.path.x': "'y'" }),
  isThroughLink: fc.boolean(),
});
const part = fc.record({
  location: fc.constantFrom(
    { type: 'API' as const },
    { type: 'RESOURCE' as const, path: '/a' },
    { type: 'METHOD' as const, path: '/', method: 'GET' },
    { type: 'RESPONSE' as const, path: '/a', method: 'GET', statusCode: '200' },
    { type: 'MODEL' as const, name: 'Pet' },
  ),
  properties: fc.constantFrom('{"description":"one"}', '{"summary":{"a":[1]}}'),
});
const whole = fc.record({
  minimumCompressionSize: fc.constantFrom(undefined, 0, 20),
  parts: fc.uniqueArray(part, { maxLength: 3, selector: ({ location }) => location.type }),
});

const method = fc.record({
  httpMethod,
  apiKeyRequired: fc.boolean(),
  authorizationType: fc.constantFrom('NONE', 'AWS_IAM', 'CUSTOM'),
  isValidated: fc.boolean(),
  parameters,
  integration: fc.oneof(mock, proxy, http),
  responses: fc.uniqueArray(fc.constantFrom('200', '404', '500'), { minLength: 1, maxLength: 3 }),
  text,
});
const resource = fc.record({ name, parent: fc.nat(), methods: fc.array(method, { maxLength: 2 }) });

type Whole = typeof whole extends fc.Arbitrary<infer Value> ? Value : never;
type Method = typeof method extends fc.Arbitrary<infer Value> ? Value : never;

/** Whether a call was taken: what is generated may be a name twice, or a child of `{proxy+}`. */
function taken<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch (error) {
    expect(String(error)).toMatch(
      /already exists|already has this name|already has a variable path part|with a greedy path variable/,
    );
    return undefined;
  }
}

function buildMethod(
  operations: Operations,
  ids: { restApiId: string; resourceId: string },
  built: Method,
  of: {
    readonly path: string;
    readonly authorizerId: string | undefined;
    readonly requestValidatorId: string | undefined;
    readonly connectionId: string | undefined;
  },
): void {
  const named = { ...ids, httpMethod: built.httpMethod };
  const { apiKeyRequired, authorizationType } = built;
  const ofHeaders = built.parameters.map((name) => [`method.request.header.${name}`, name === 'h'] as const);
  // A definition's methods have the parameters of their paths, declared or not.
  const ofPath = [...of.path.matchAll(/\{(\w+)\+?\}/g)].map(
    ([, name]) => [`method.request.path.${name}`, true] as const,
  );
  const requestParameters = Object.fromEntries([...ofHeaders, ...ofPath]);
  const put = taken(() =>
    operations.PutMethod({
      ...named,
      apiKeyRequired,
      authorizationType,
      requestParameters,
      authorizerId: authorizationType === 'CUSTOM' ? of.authorizerId : undefined,
      requestModels: built.isValidated ? { 'application/json': 'Pet' } : {},
      requestValidatorId: built.isValidated ? of.requestValidatorId : undefined,
    }),
  );
  if (!put) return;
  operations.PutIntegration({ ...named, ...integrationOf(built.integration, of.connectionId) });
  for (const [index, statusCode] of built.responses.entries()) {
    const header = 'method.response.header.pet';
    operations.PutMethodResponse({ ...named, statusCode, responseParameters: { [header]: false } });
    operations.PutIntegrationResponse({
      ...named,
      statusCode,
      ...(index > 0 && { selectionPattern: `${statusCode}.*` }),
      responseParameters: { [header]: "'cat'" },
      responseTemplates: { 'application/json': built.text },
    });
  }
}

function integrationOf(integration: Method['integration'], connectionId: string | undefined) {
  if (!('isThroughLink' in integration)) return integration;
  const { isThroughLink, ...members } = integration;
  return isThroughLink ? { ...members, connectionType: 'VPC_LINK' as const, connectionId } : members;
}

function build(
  operations: Operations,
  { minimumCompressionSize, parts }: Whole,
  resources: readonly (typeof resource extends fc.Arbitrary<infer Value> ? Value : never)[],
): string {
  const { id: restApiId = '', rootResourceId = '' } = operations.CreateRestApi({
    name: 'random',
    minimumCompressionSize,
  });
  for (const given of parts) operations.CreateDocumentationPart({ restApiId, ...given });
  const { id: connectionId } = operations.CreateVpcLink({ name: 'link', targetArns: [balancer] });
  const schema = '{"type":"object","required":["name"]}';
  operations.CreateModel({ restApiId, name: 'Pet', contentType: 'application/json', schema });
  const { id: requestValidatorId } = operations.CreateRequestValidator({
    restApiId,
    name: 'all',
    validateRequestBody: true,
  });
  const { id: authorizerId } = operations.CreateAuthorizer({
    restApiId,
    name: 'guard',
    type: 'TOKEN',
    authorizerUri: invocationUri,
    identitySource: 'method.request.header.Auth',
  });
  const made = [rootResourceId];
  for (const { name: pathPart, parent, methods } of resources) {
    const parentId = made[parent % made.length];
    const created = taken(() => operations.CreateResource({ restApiId, parentId, pathPart }));
    const resourceId = created?.id;
    if (resourceId === undefined) continue;
    made.push(resourceId);
    for (const one of methods) {
      buildMethod(operations, { restApiId, resourceId }, one, {
        path: created?.path ?? '',
        authorizerId,
        requestValidatorId,
        connectionId,
      });
    }
  }
  // A deployment needs a method.
  const root = { restApiId, resourceId: rootResourceId, httpMethod: 'GET' };
  operations.PutMethod({ ...root, authorizationType: 'NONE' });
  operations.PutIntegration({ ...root, type: 'MOCK' });
  return restApiId;
}

describe('What calls build and what a definition imports', () => {
  it('is one model: the export of either, imported, has the same export, methods and responses', async () => {
    const served: ServedApi = await serveApi(catchAll);
    const { operations } = served.gateway;
    const deploy = (restApiId: string) => {
      operations.CreateDocumentationVersion({ restApiId, documentationVersion: 'v1' });
      operations.CreateDeployment({ restApiId, stageName: 'dev' });
      const patchOperations = [{ op: 'replace' as const, path: '/documentationVersion', value: 'v1' }];
      operations.UpdateStage({ restApiId, stageName: 'dev', patchOperations });
    };
    const exportOf = (restApiId: string) => {
      const parameters = { extensions: 'apigateway,documentation' };
      const { body } = operations.GetExport({ restApiId, stageName: 'dev', exportType: 'oas30', parameters });
      return String(body)
        .replaceAll(restApiId, 'API')
        .replace(/"createdDate": *"[^"]*"/, '"createdDate":""');
    };
    const resourcesOf = (restApiId: string) => {
      const { items = [] } = operations.GetResources({ restApiId, embed: ['methods'], limit: 500 });
      // A definition has no place for a resource without methods.
      return items.flatMap(({ path = '', resourceMethods }) =>
        resourceMethods ? [{ path, resourceMethods }] : [],
      );
    };
    const methodsOf = (restApiId: string) =>
      JSON.parse(
        JSON.stringify(resourcesOf(restApiId)).replace(
          /"(requestValidatorId|authorizerId|cacheNamespace)":"[^"]*"/g,
          '"$1":""',
        ),
      );
    const responsesOf = async (restApiId: string) => {
      const host = served.host.replace(served.apiId, restApiId);
      const calls = resourcesOf(restApiId).flatMap(({ path, resourceMethods }) =>
        Object.keys(resourceMethods).map(async (name) => {
          const sent = {
            method: name === 'ANY' ? 'PATCH' : name,
            target: `/dev${path.replaceAll(/\{[^}]*\}/g, 'x')}`,
            headers: ['Accept-Encoding', 'gzip'],
          };
          const { status, headers, bytes } = await sendRequest(served.port, host, sent);
          const { pet, 'content-type': type, 'content-encoding': encoding } = headers;
          const response = { status, pet, type, encoding, body: bytes.toString('base64') };
          return [`${name} ${path}`, response] as const;
        }),
      );
      return Object.fromEntries(await Promise.all(calls));
    };
    try {
      await fc.assert(
        fc.asyncProperty(whole, fc.array(resource, { maxLength: 6 }), async (settings, resources) => {
          const restApiId = build(operations, settings, resources);
          deploy(restApiId);
          const first = exportOf(restApiId);
          const { id: copyId = '' } = operations.ImportRestApi({ body: first });
          deploy(copyId);
          expect(JSON.parse(exportOf(copyId))).toEqual(JSON.parse(first));
          expect(methodsOf(copyId)).toEqual(methodsOf(restApiId));
          expect(await responsesOf(copyId)).toEqual(await responsesOf(restApiId));
        }),
        { numRuns: 15 },
      );
    } finally {
      await served.stop();
    }
  });
});
