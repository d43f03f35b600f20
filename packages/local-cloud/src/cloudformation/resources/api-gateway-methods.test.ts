import { APIGatewayClient, GetMethodCommand, GetModelCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const stack = (name: string) => stackClient(cloud.client(CloudFormationClient), name);
const ref = (Ref: string) => ({ Ref });

/** As CDK writes an API: a resource for each part, and a deployment that depends on the methods. */
function template({ text = 'one', deployment = 'One', method = {}, schema = {}, authorizer = {} } = {}) {
  const ids = { RestApiId: ref('Api'), ResourceId: ref('Pet') };
  const headers = { 'method.response.header.Access-Control-Allow-Origin': true };
  const origin = { 'method.response.header.Access-Control-Allow-Origin': "'*'" };
  const mock = (statusCode: number, template: string) => ({
    Type: 'MOCK',
    RequestTemplates: { 'application/json': `{ statusCode: ${statusCode} }` },
    IntegrationResponses: [
      {
        StatusCode: String(statusCode),
        ResponseParameters: origin,
        ResponseTemplates: { 'application/json': template },
      },
    ],
  });
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'pets' } },
      Pets: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: {
          RestApiId: ref('Api'),
          ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          PathPart: 'pets',
        },
      },
      Pet: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: { RestApiId: ref('Api'), ParentId: ref('Pets'), PathPart: '{petId}' },
      },
      Options: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          ...ids,
          HttpMethod: 'OPTIONS',
          AuthorizationType: 'NONE',
          ApiKeyRequired: false,
          MethodResponses: [{ StatusCode: '204', ResponseParameters: headers }],
          Integration: mock(204, ''),
        },
      },
      Put: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          ...ids,
          HttpMethod: 'PUT',
          AuthorizationType: 'NONE',
          RequestModels: { 'application/json': ref('Model') },
          RequestValidatorId: ref('Validator'),
          RequestParameters: { 'method.request.querystring.q': 'false' },
          MethodResponses: [{ StatusCode: 200, ResponseParameters: headers }],
          Integration: { ...mock(200, text), PassthroughBehavior: 'NEVER', TimeoutInMillis: '1000' },
          ...method,
        },
      },
      Model: {
        Type: 'AWS::ApiGateway::Model',
        Properties: {
          RestApiId: ref('Api'),
          ContentType: 'application/json',
          Schema: { type: 'object', required: ['name'], ...schema },
        },
      },
      Validator: {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: { RestApiId: ref('Api'), ValidateRequestBody: 'true', ValidateRequestParameters: true },
      },
      Guard: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: ref('Api'),
          Name: 'guard',
          Type: 'TOKEN',
          AuthorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations',
          IdentitySource: 'method.request.header.Authorization',
          ...authorizer,
        },
      },
      [deployment]: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: ref('Api') },
        DependsOn: ['Options', 'Put'],
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { RestApiId: ref('Api'), DeploymentId: ref(deployment), StageName: 'prod' },
      },
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:x' } },
    },
    Outputs: {
      ApiId: { Value: ref('Api') },
      PetId: { Value: ref('Pet') },
      Model: { Value: ref('Model') },
      Guard: { Value: { 'Fn::GetAtt': ['Guard', 'AuthorizerId'] } },
    },
  };
}

it('an API of a resource for each part is made, changed and removed', async () => {
  const { create, update, outputs, delete: remove } = stack('parts');
  await create(template());
  const {
    ApiId: restApiId = '',
    PetId: resourceId = '',
    Model: modelName,
    Guard: authorizerId,
  } = await outputs();
  const url = `${cloud.url()}/restapis/${restApiId}/prod/_user_request_/pets/7`;
  const put = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'PUT',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    return [response.status, await response.text()];
  };
  const options = await fetch(url, { method: 'OPTIONS' });
  expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  expect(await put('{"name":"Tom"}')).toEqual([200, 'one']);
  expect(await put('{}')).toEqual([400, '{"message":"Invalid request body"}']);

  const guarded = { AuthorizationType: 'CUSTOM', AuthorizerId: ref('Guard') };
  const changed = {
    method: guarded,
    schema: { required: ['kind'] },
    authorizer: { AuthorizerResultTtlInSeconds: 0 },
  };
  await update(template({ ...changed, text: 'two', deployment: 'Two' }));
  expect(await put('{"name":"Tom"}')).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await outputs()).toMatchObject({ PetId: resourceId, Model: modelName, Guard: authorizerId });
  const client = cloud.client(APIGatewayClient);
  const method = await client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: 'PUT' }));
  expect(method).toMatchObject({
    authorizationType: 'CUSTOM',
    authorizerId,
    requestParameters: { 'method.request.querystring.q': false },
    methodIntegration: { passthroughBehavior: 'NEVER', timeoutInMillis: 1000 },
  });
  const { schema = '' } = await client.send(new GetModelCommand({ restApiId, modelName }));
  expect(JSON.parse(schema)).toEqual({ type: 'object', required: ['kind'] });

  await remove();
  expect((await fetch(url)).status).toBe(403);
});

it('a method that is refused leaves the API as it was', async () => {
  const { create, update, outputs } = stack('refused-method');
  await create(template());
  const { ApiId: restApiId, PetId: resourceId } = await outputs();
  const Integration = { Type: 'HTTP', IntegrationHttpMethod: 'GET', Uri: 'nowhere' };
  await expect(update(template({ method: { Integration } }))).rejects.toThrow(
    'Invalid HTTP endpoint specified for URI',
  );
  const client = cloud.client(APIGatewayClient);
  const method = await client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: 'PUT' }));
  expect(method.methodIntegration?.type).toBe('MOCK');
});
