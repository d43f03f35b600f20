import {
  APIGatewayClient,
  CreateDeploymentCommand,
  GetResourcesCommand,
  ImportRestApiCommand,
  TestInvokeMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../../testing/cloud-client.ts';
import { api } from '../../testing/definitions.ts';
import { deployApi } from '../../testing/deploy-api.ts';

const cloud = withCloud();
const credentials = 'arn:aws:iam::000000000000:role/gateway';
const allowed = ['ssm:GetParameter', 'iam:GetRole', 'lambda:ListFunctions', 'apigateway:GET'];

beforeAll(async () => {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const iam = cloud.client(IAMClient);
  const role = { RoleName: 'gateway', AssumeRolePolicyDocument: document(trust) };
  await iam.send(new CreateRoleCommand(role));
  const PolicyDocument = document({ Effect: 'Allow', Action: allowed, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'gateway', PolicyName: 'p', PolicyDocument }));
  await cloud
    .client(SSMClient)
    .send(new PutParameterCommand({ Name: 'color', Value: 'red', Type: 'String' }));
});

const uriOf = (target: string) => `arn:aws:apigateway:us-east-1:${target}`;

/** An API whose one method calls this; a failure of the service is 400. */
function calling(target: string, integration: object = {}): object {
  return api({
    '/{name}': {
      any: {
        responses: { 200: { description: 'ok' }, 400: { description: 'failed' } },
        'x-amazon-apigateway-integration': {
          type: 'aws',
          httpMethod: 'POST',
          uri: uriOf(target),
          credentials,
          responses: { default: { statusCode: '200' }, '4\\d\\d': { statusCode: '400' } },
          ...integration,
        },
      },
    },
  });
}

async function call(target: string, integration: object = {}, init: RequestInit = {}) {
  const apiId = await deployApi(cloud, calling(target, integration), 'test');
  const response = await fetch(`${cloud.url()}/restapis/${apiId}/test/_user_request_/gateway`, init);
  return { status: response.status, body: await response.text() };
}

const fromPath = (name: string) => ({
  requestParameters: { [`integration.request.querystring.${name}`]: 'method.request.path.name' },
});

describe('an AWS integration', () => {
  it('calls an action of a JSON service', async () => {
    const body = '{"Name":"color"}';
    const got = await call('ssm:action/GetParameter', {}, { method: 'POST', body });
    expect(got.status, got.body).toBe(200);
    expect(JSON.parse(got.body).Parameter).toMatchObject({ Name: 'color', Value: 'red' });
    const target = {
      requestParameters: { 'integration.request.header.X-Amz-Target': "'AmazonSSM.GetParameter'" },
    };
    const byTarget = await call('ssm:path//', target, { method: 'POST', body });
    expect(JSON.parse(byTarget.body)).toEqual(JSON.parse(got.body));
  });

  it('calls an action of a Query service, which responds in JSON unless XML is asked for', async () => {
    const got = await call('iam:action/GetRole', fromPath('RoleName'));
    expect(got.status, got.body).toBe(200);
    const { GetRoleResponse } = JSON.parse(got.body);
    expect(GetRoleResponse.GetRoleResult.Role).toMatchObject({ RoleName: 'gateway', Arn: credentials });
    expect(GetRoleResponse.ResponseMetadata.RequestId).toMatch(/^[0-9a-f-]{36}$/);
    const { requestParameters } = fromPath('RoleName');
    const accept = { 'integration.request.header.Accept': "'application/xml'" };
    const xml = await call('iam:action/GetRole', { requestParameters: { ...requestParameters, ...accept } });
    expect(xml.body).toContain('<RoleName>gateway</RoleName>');
    const fixed = await call('iam:action/GetRole&RoleName=gateway&Version=2010-05-08');
    expect(JSON.parse(fixed.body)).toHaveProperty('GetRoleResponse.GetRoleResult.Role');
    const who = await call('sts:action/GetCallerIdentity', { httpMethod: 'GET' });
    expect(who.body).toContain('arn:aws:sts::000000000000:assumed-role/gateway/');
  });

  it('sends a form that a template writes', async () => {
    const form = {
      requestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
      requestTemplates: { 'application/json': 'Action=GetRole&RoleName=$input.params("name")' },
    };
    const headers = { 'content-type': 'application/json' };
    const got = await call('iam:path//', form, { method: 'POST', body: '{}', headers });
    expect(JSON.parse(got.body)).toHaveProperty('GetRoleResponse');
  });

  it('calls a path of a REST service', async () => {
    const functions = await call('lambda:path/2015-03-31/functions', { httpMethod: 'GET' });
    expect(JSON.parse(functions.body)).toEqual({ Functions: [] });
    const apis = await call('apigateway:path/restapis', { httpMethod: 'GET' });
    expect(JSON.parse(apis.body).item.length).toBeGreaterThan(0);
  });

  it('is for the region in its URI, by which policies can forbid it', async () => {
    const iam = cloud.client(IAMClient);
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const Statement = [{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: '*', Condition }];
    const input = { RoleName: 'here', PolicyName: 'p', PolicyDocument: JSON.stringify({ Statement }) };
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'gateway' }));
    const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    await iam.send(new CreateRoleCommand({ RoleName: 'here', AssumeRolePolicyDocument }));
    await iam.send(new PutRolePolicyCommand(input));
    const asRole = { credentials: 'arn:aws:iam::000000000000:role/here' };
    const get = { method: 'POST', body: '{"Name":"color"}' };
    expect((await call('ssm:action/GetParameter', asRole, get)).status).toBe(200);
    const uri = 'arn:aws:apigateway:eu-west-1:ssm:action/GetParameter';
    const there = await call('', { ...asRole, uri }, get);
    expect([there.status, there.body]).toEqual([400, expect.stringContaining('AccessDenied')]);
    const missing = await call('', { uri }, get);
    expect([missing.status, missing.body]).toEqual([400, expect.stringContaining('ParameterNotFound')]);
    const unknown = call('', { uri: uri.replace('eu-west-1', 'nowhere-1') });
    await expect(unknown).rejects.toThrow('Invalid ARN specified in the request');
  });

  it.each([
    ['ssm:action/GetParameters', { method: 'POST', body: '{"Names":["color"]}' }],
    ['iam:action/ListUsers', {}],
    ['sts:action/AssumeRole&RoleArn=arn:aws:iam::000000000000:role/gateway&RoleSessionName=me', {}],
    ['logs:action/CreateLogGroup', { method: 'POST', body: '{"logGroupName":"g"}' }],
    ['secretsmanager:action/GetSecretValue', { method: 'POST', body: '{"SecretId":"s"}' }],
    ['cognito-idp:action/ListUserPools', { method: 'POST', body: '{"MaxResults":1}' }],
    ['cloudformation:action/DescribeStacks', {}],
    ['ecr:action/DescribeRepositories', { method: 'POST', body: '{}' }],
  ])('is refused by the service what its role may not do: %s', async (target, init) => {
    const { status, body } = await call(target, {}, init);
    expect(status, body).toBe(400);
    expect(body).toMatch(/AccessDenied/);
    expect(body).toContain('assumed-role/gateway/');
  });

  it('shows the request in the log as it would be sent to AWS', async () => {
    const client = cloud.client(APIGatewayClient);
    const body = Buffer.from(JSON.stringify(calling('iam:action/GetRole', fromPath('RoleName'))));
    const { id: restApiId = '' } = await client.send(new ImportRestApiCommand({ body }));
    const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
    const resourceId = items.find(({ path }) => path === '/{name}')?.id ?? '';
    const test = { restApiId, resourceId, httpMethod: 'ANY', pathWithQueryString: '/gateway' };
    const { log } = await client.send(new TestInvokeMethodCommand(test));
    const url = 'https://iam.amazonaws.com/?Action=GetRole&Version=2010-05-08&RoleName=gateway';
    expect(log).toContain(`Endpoint request URI: ${url}`);
    expect(log).toContain(`Sending request to ${url}`);
  });

  it.each([
    'sqs:path/000000000000/queue',
    'events:action/PutEvents',
    'lambda:action/Invoke',
    'x.ssm:action/GetParameter',
  ])('with %s is refused by name at the deployment, and when a stack is made', async (target) => {
    const client = cloud.client(APIGatewayClient);
    const [service = '', rest = ''] = target.split(':');
    const [kind, name] = [rest.slice(0, rest.indexOf('/')), rest.slice(rest.indexOf('/') + 1)];
    const message = `An integration with the ${kind} ${name} of the AWS service ${service} is not offered`;
    const body = Buffer.from(JSON.stringify(calling(target)));
    const deployed = async () => {
      const { id: restApiId } = await client.send(new ImportRestApiCommand({ body }));
      return client.send(new CreateDeploymentCommand({ restApiId }));
    };
    await expect(deployed()).rejects.toThrow(message);
    const Body = calling(target);
    const TemplateBody = JSON.stringify({
      Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } },
    });
    const create = new CreateStackCommand({ StackName: 'refused', TemplateBody });
    await expect(cloud.client(CloudFormationClient).send(create)).rejects.toThrow(message);
  });

  it('has a response of the service or of the gateway for any request', async () => {
    const targets = await Promise.all(
      [
        'ssm:action/GetParameter',
        'iam:path/{name}',
        'lambda:path/{name}',
        's3:path/{name}',
        'sts:action/GetCallerIdentity',
      ].map((target) => {
        const requestParameters = {
          'integration.request.path.name': 'method.request.path.name',
          'integration.request.querystring.Action': 'method.request.querystring.a',
          'integration.request.header.X-Amz-Target': 'method.request.querystring.t',
        };
        const responses = { default: { statusCode: '200' } };
        return deployApi(cloud, calling(target, { requestParameters, responses }), 'test');
      }),
    );
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('GetRole', 'AmazonSSM.PutParameter', '__proto__', 'a.b=1&a=2'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...targets), text, text, text, text, async (id, name, a, t, body) => {
        const query = new URLSearchParams({ a, t });
        const url = `${cloud.url()}/restapis/${id}/test/_user_request_/${encodeURIComponent(name || 'x')}?${query}`;
        const { status } = await fetch(url, { method: 'POST', body });
        expect([200, 400, 403, 415]).toContain(status);
      }),
      { numRuns: 80 },
    );
  });
});
