import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

/** Responds as CDK's handlers do: by TLS to port 443 of the host in the URL. */
const code = `
const https = require('node:https');
exports.handler = async (event) => {
  const { RequestType, ResponseURL, PhysicalResourceId, ResourceProperties } = event;
  const { Name, Count, Fails } = ResourceProperties;
  console.log('asked', RequestType, PhysicalResourceId ?? '-', JSON.stringify(event.OldResourceProperties ?? {}));
  if (Fails === 'thrown' && RequestType === 'Create') throw new Error('no response');
  const body = JSON.stringify({
    Status: Fails && RequestType === 'Create' ? 'FAILED' : 'SUCCESS',
    NoEcho: ResourceProperties.Hides === 'true',
    Reason: 'as it was asked to',
    PhysicalResourceId: 'thing-' + Name,
    Data: { Doubled: String(2 * Number(Count)), Type: typeof Count },
  });
  const { hostname, pathname } = new URL(ResponseURL);
  await new Promise((resolve, reject) => {
    const headers = { 'content-length': body.length };
    const request = https.request({ hostname, port: 443, path: pathname, method: 'PUT', headers }, (response) => {
      response.resume().on('end', resolve);
    });
    request.on('error', reject).end(body);
  });
};`;

function template(properties: object) {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust,
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        },
      },
      Maker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: { Ref: 'AWS::StackName' },
          Code: { ZipFile: code },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': 'Role.Arn' },
        },
      },
      Thing: {
        Type: 'Custom::Thing',
        Properties: { ServiceToken: { 'Fn::GetAtt': 'Maker.Arn' }, ...properties },
      },
    },
    Outputs: {
      Id: { Value: { Ref: 'Thing' } },
      Doubled: { Value: { 'Fn::GetAtt': 'Thing.Doubled' } },
      Type: { Value: { 'Fn::GetAtt': 'Thing.Type' } },
    },
  };
}

async function asked(stackName: string): Promise<string[]> {
  const input = { logGroupName: `/aws/lambda/${stackName}`, filterPattern: 'asked' };
  const { events = [] } = await cloud.client(CloudWatchLogsClient).send(new FilterLogEventsCommand(input));
  return events.map(({ message = '' }) => /asked (.*)/.exec(message)?.[1] ?? '');
}

describe('a custom resource', () => {
  it('is made, changed, replaced by another id and deleted by its function', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'custom');
    await stack.create(template({ Name: 'a', Count: 2 }));
    expect(await stack.outputs()).toEqual({ Id: 'thing-a', Doubled: '4', Type: 'string' });
    await stack.update(template({ Name: 'a', Count: 3 }));
    expect(await stack.outputs()).toEqual({ Id: 'thing-a', Doubled: '6', Type: 'string' });
    await stack.update(template({ Name: 'b', Count: 3 }));
    expect(await stack.outputs()).toMatchObject({ Id: 'thing-b' });
    await stack.delete();
    const requests = await asked('custom');
    expect(requests.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'Create -',
      'Update thing-a',
      'Update thing-a',
      'Delete thing-a',
      'Delete thing-b',
    ]);
    expect(requests[1]).toContain('"Count":"2"');
  });

  it('hides what its function returns with NoEcho from events, but not from what uses it', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'custom-hidden');
    const { Resources, ...rest } = template({ Name: 'a', Count: 1234, Hides: true });
    const Value = { 'Fn::Sub': 'is ${Thing.Doubled}' };
    const Parameter = { Type: 'AWS::SSM::Parameter', Properties: { Name: 'hidden', Type: 'String', Value } };
    await stack.create({ ...rest, Resources: { ...Resources, Parameter } });
    const { StackEvents = [] } = await cloud
      .client(CloudFormationClient)
      .send(new DescribeStackEventsCommand({ StackName: 'custom-hidden' }));
    const shown = StackEvents.find(({ LogicalResourceId }) => LogicalResourceId === 'Parameter');
    expect(JSON.parse(shown?.ResourceProperties ?? '')).toMatchObject({ Value: 'is ****' });
    const read = await cloud.client(SSMClient).send(new GetParameterCommand({ Name: 'hidden' }));
    expect(read.Parameter?.Value).toBe('is 2468');
  });

  it.each([
    [
      'reported',
      /^Delete thing-a /,
      'Received response status [FAILED] from custom resource. Message returned: as it was asked to',
    ],
    [
      'thrown',
      /^Delete custom-thrown-Thing-[A-Z0-9]{12} /,
      'The function of the custom resource failed without a response: {"errorType":"Error"',
    ],
  ])('fails its stack with what its function %s, and is deleted', async (Fails, deletion, reason) => {
    const client = cloud.client(CloudFormationClient);
    const StackName = `custom-${Fails}`;
    const TemplateBody = JSON.stringify(template({ Name: 'a', Count: 1, Fails }));
    await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
    const status = async () => {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      return Stacks?.[0]?.StackStatus;
    };
    await expect.poll(status).toBe('ROLLBACK_COMPLETE');
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toContain(reason);
    expect((await asked(StackName)).at(-1)).toMatch(deletion);
  });

  it('accepts no response from those who do not know its path', async () => {
    const response = await fetch(`${cloud.url()}/_local-cloud/custom-resources/guess`, {
      method: 'PUT',
      body: '{"Status":"SUCCESS"}',
    });
    expect(response.status).toBe(404);
  });
});
