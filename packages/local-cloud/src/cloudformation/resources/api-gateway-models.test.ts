import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const patience = { maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 };

const template = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: { StageName: 'live', Models: { Pet: { type: 'object', required: ['name'] } } },
    },
    Function: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: "exports.handler = async () => ({ body: 'taken' });",
        Events: {
          Post: {
            Type: 'Api',
            Properties: {
              RestApiId: { Ref: 'Api' },
              Path: '/pets',
              Method: 'post',
              RequestModel: { Model: 'Pet', ValidateBody: true, ValidateParameters: true },
              RequestParameters: [{ 'method.request.querystring.shop': { Required: true } }],
            },
          },
        },
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' } } },
};

it("VA-7: an API of SAM's validates by the models and parameters of its events", async () => {
  const client = cloud.client(CloudFormationClient);
  const names = { StackName: 'models', ChangeSetName: 'first' };
  const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const, 'CAPABILITY_IAM' as const];
  const TemplateBody = JSON.stringify(template);
  await client.send(
    new CreateChangeSetCommand({ ...names, TemplateBody, Capabilities, ChangeSetType: 'CREATE' }),
  );
  await waitUntilChangeSetCreateComplete({ client, ...patience }, names);
  await client.send(new ExecuteChangeSetCommand(names));
  await waitUntilStackCreateComplete({ client, ...patience }, { StackName: names.StackName });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: names.StackName }));
  const apiId = Stacks[0]?.Outputs?.[0]?.OutputValue;
  const answerTo = async (query: string, body: string) => {
    const url = `${cloud.url()}/restapis/${apiId}/live/_user_request_/pets${query}`;
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', body, headers })).text();
  };
  expect(await answerTo('', '{}')).toBe('{"message":"Missing required request parameters: [shop]"}');
  expect(await answerTo('?shop=1', '{}')).toBe('{"message":"Invalid request body"}');
  expect(await answerTo('?shop=1', '{"name":"Rex"}')).toBe('taken');
});
