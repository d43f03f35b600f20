import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();

const integrationOf = (integration: object) => ({
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': { type: 'aws', httpMethod: 'POST', ...integration },
});
const dynamoDb = (action: string, requestTemplate: string, responseTemplate: string) =>
  integrationOf({
    uri: { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:dynamodb:action/${action}` },
    credentials: { 'Fn::GetAtt': ['GatewayRole', 'Arn'] },
    requestTemplates: { 'application/json': { 'Fn::Sub': requestTemplate } },
    responses: {
      default: { statusCode: 200, responseTemplates: { 'application/json': responseTemplate } },
      '4\\d\\d': { statusCode: 400 },
    },
  });

const template = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Notes: { Type: 'AWS::Serverless::SimpleTable' },
    GatewayRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        Policies: [
          {
            PolicyName: 'notes',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
                  Resource: { 'Fn::GetAtt': ['Notes', 'Arn'] },
                },
              ],
            },
          },
        ],
      },
    },
    Checked: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        AutoPublishAlias: 'live',
        InlineCode:
          'exports.handler = async (event) => { if (event.age < 0) throw new Error("BadRequest: age\\nis negative"); return event; };',
      },
    },
    MayCall: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Checked.Alias' },
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
      },
    },
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: {
        StageName: 'live',
        Variables: { alias: 'live' },
        Cors: "'https://a.example'",
        DefinitionBody: {
          swagger: '2.0',
          info: { title: 'notes', version: '1' },
          paths: {
            '/notes/{id}': {
              put: dynamoDb(
                'PutItem',
                '{"TableName": "${Notes}", "Item": {"id": {"S": "$input.params(\'id\')"}, "text": {"S": "$util.escapeJavaScript($input.path(\'$.text\'))"}}}',
                '{"saved": "$input.params(\'id\')"}',
              ),
              get: dynamoDb(
                'GetItem',
                '{"TableName": "${Notes}", "Key": {"id": {"S": "$input.params(\'id\')"}}}',
                '#set($item = $input.path(\'$.Item\'))#if($item == "")#set($context.responseOverride.status = 404){}#else{"text": "$item.text.S"}#end',
              ),
              delete: dynamoDb('DeleteItem', '{"TableName": "${Notes}", "Key": {"id": {"S": "1"}}}', '{}'),
            },
            '/ages': {
              post: integrationOf({
                uri: {
                  'Fn::Sub':
                    'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Checked.Arn}:${!stageVariables.alias}/invocations',
                },
                responses: {
                  default: { statusCode: 200 },
                  'BadRequest:(.|\\n)*': {
                    statusCode: 400,
                    responseTemplates: {
                      'application/json':
                        '{"why": "$util.escapeJavaScript($input.path(\'$.errorMessage\'))"}',
                    },
                  },
                },
              }),
            },
          },
        },
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' } } },
};

describe('integrations of a deployed stack', () => {
  it('keep notes in DynamoDB, invoke a function by its alias, and respond to preflights', async () => {
    const client = cloud.client(CloudFormationClient);
    const StackName = 'integrations';
    const Capabilities = ['CAPABILITY_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const];
    await client.send(
      new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities }),
    );
    await waitUntilStackCreateComplete(
      { client, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 },
      { StackName },
    );
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const apiId = Stacks[0]?.Outputs?.[0]?.OutputValue;
    const send = async (method: string, path: string, body?: object) => {
      const url = `${cloud.url()}/restapis/${apiId}/live/_user_request_${path}`;
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, text, headers: response.headers };
    };

    expect(await send('PUT', '/notes/1', { text: 'AS-1: it said "hello"' })).toMatchObject({ status: 200 });
    expect(await send('GET', '/notes/1')).toMatchObject({
      status: 200,
      text: '{"text": "AS-1: it said "hello""}',
    });
    expect(await send('GET', '/notes/2')).toMatchObject({ status: 404, text: '{}' });
    expect(await send('DELETE', '/notes/1')).toMatchObject({
      status: 400,
      text: expect.stringContaining('AccessDeniedException'),
    });

    expect(await send('POST', '/ages', { age: 7 })).toMatchObject({ status: 200, text: '{"age":7}' });
    expect(await send('POST', '/ages', { age: -7 })).toMatchObject({
      status: 400,
      text: '{"why": "BadRequest: age\\nis negative"}',
    });

    const { status, headers } = await send('OPTIONS', '/ages');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, 'https://a.example']);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
  });
});
