import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { AwsClient } from 'aws4fetch';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();

const authorizerCode = `
exports.handler = async ({ authorizationToken, methodArn }) => {
  if (authorizationToken === 'nobody') throw new Error('Unauthorized');
  const Effect = authorizationToken === 'ada' ? 'Allow' : 'Deny';
  const Statement = [{ Effect, Action: 'execute-api:Invoke', Resource: methodArn }];
  return { principalId: authorizationToken, policyDocument: { Version: '2012-10-17', Statement } };
};`;
const greeterCode = `
exports.handler = async ({ requestContext: { authorizer, identity } }) =>
  ({ body: authorizer?.principalId ?? identity.userArn ?? 'anybody' });`;

const event = (Path: string, Auth?: object, Api = 'Api') => ({
  Type: 'Api',
  Properties: { RestApiId: { Ref: Api }, Path, Method: 'get', ...(Auth && { Auth }) },
});
const lambda = (InlineCode: string, more: object = {}) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', InlineCode, ...more },
});
const template = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: {
        StageName: 'live',
        Cors: "'*'",
        Auth: {
          DefaultAuthorizer: 'Guard',
          AddDefaultAuthorizerToCorsPreflight: false,
          Authorizers: { Guard: { FunctionArn: { 'Fn::GetAtt': ['Authorizer', 'Arn'] } } },
          ResourcePolicy: { IpRangeBlacklist: ['10.0.0.0/8'] },
        },
      },
    },
    Closed: {
      Type: 'AWS::Serverless::Api',
      Properties: { StageName: 'live', Auth: { ResourcePolicy: { IpRangeBlacklist: ['127.0.0.0/8'] } } },
    },
    Authorizer: lambda(authorizerCode),
    Greeter: lambda(greeterCode, {
      Events: {
        Guarded: event('/guarded'),
        Signed: event('/signed', { Authorizer: 'AWS_IAM' }),
        Open: event('/open', { Authorizer: 'NONE' }),
        Closed: event('/closed', undefined, 'Closed'),
      },
    }),
  },
  Outputs: { Api: { Value: { Ref: 'Api' } }, Closed: { Value: { Ref: 'Closed' } } },
};

it("SAM's Auth guards an API by a function, by signatures and by a policy that denies some IP addresses", async () => {
  const client = cloud.client(CloudFormationClient);
  const StackName = 'guarded';
  const Capabilities = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'] as const;
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(template),
      Capabilities: [...Capabilities],
    }),
  );
  await waitUntilStackCreateComplete(
    { client, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 },
    { StackName },
  );
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const baseOf = (api: string) => {
    const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === api);
    return `${cloud.url()}/restapis/${output?.OutputValue}/live/_user_request_`;
  };
  const base = baseOf('Api');

  const answerTo = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(base + path, init);
    return [response.status, await response.text()];
  };
  const as = (authorization: string) => ({ headers: { authorization } });
  expect(await answerTo('/guarded', as('ada'))).toEqual([200, 'ada']);
  expect(await answerTo('/guarded', as('eve'))).toEqual([
    403,
    '{"Message":"User is not authorized to access this resource with an explicit deny"}',
  ]);
  expect(await answerTo('/guarded', as('nobody'))).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await answerTo('/guarded')).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await answerTo('/open')).toEqual([200, 'anybody']);
  expect((await answerTo('/guarded', { method: 'OPTIONS' }))[0]).toBe(200);
  expect(await answerTo('/signed')).toEqual([403, '{"message":"Missing Authentication Token"}']);
  const signing = new AwsClient({
    accessKeyId: 'test',
    secretAccessKey: 'test',
    service: 'execute-api',
    region: 'us-east-1',
  });
  const signed = await signing.fetch(`${base}/signed`);
  expect([signed.status, await signed.text()]).toEqual([200, 'arn:aws:iam::000000000000:root']);
  const closed = await fetch(`${baseOf('Closed')}/closed`);
  expect([closed.status, await closed.text()]).toEqual([
    403,
    expect.stringContaining('with an explicit deny'),
  ]);
});
