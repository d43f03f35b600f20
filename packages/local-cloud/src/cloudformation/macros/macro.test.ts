import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

/** Fails where its parameters say so; within a template returns what it was asked, at the top adds a parameter. */
const code = `
exports.handler = async (event) => {
  const { requestId, fragment, params } = event;
  if (params.Fails) return { requestId, status: 'failed', errorMessage: params.Fails };
  if (params.Deep) return { requestId, status: 'success', fragment: JSON.parse('['.repeat(3000) + ']'.repeat(3000)) };
  if (params.Wrong) return { status: 'success', fragment };
  if (!fragment.Resources) return { requestId, status: 'success', fragment: JSON.stringify(event) };
  const Made = { Type: 'AWS::SSM::Parameter', Properties: { Name: 'made', Type: 'String', Value: 'by a macro' } };
  return { requestId, status: 'success', fragment: { ...fragment, Resources: { ...fragment.Resources, Made } } };
};`;

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const macro = {
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: code },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': 'Role.Arn' },
      },
    },
    Macro: {
      Type: 'AWS::CloudFormation::Macro',
      Properties: { Name: 'Rewrite', FunctionName: { Ref: 'Function' } },
    },
  },
};

const parameter = (Value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Type: 'String', Value },
});

describe('a macro', () => {
  it('rewrites templates and parts of them by its function, as long as it exists', async () => {
    const client = cloud.client(CloudFormationClient);
    const provider = stackClient(client, 'macro');
    await provider.create(macro);

    const user = stackClient(client, 'macro-user');
    const call = [{ Name: 'Rewrite', Parameters: { Input: { Ref: 'Word' } } }];
    await user.create({
      Transform: ['Rewrite', 'AWS::LanguageExtensions'],
      Parameters: { Word: { Type: 'String', Default: 'hello' } },
      Resources: {
        Own: parameter({ 'Fn::Transform': call }),
        'Fn::ForEach::More': ['Name', ['A', 'B'], { '${Name}': parameter({ Ref: 'Name' }) }],
      },
    });
    const { TemplateBody = '' } = await client.send(
      new GetTemplateCommand({ StackName: 'macro-user', TemplateStage: 'Processed' }),
    );
    const { Transform, Resources } = JSON.parse(TemplateBody);
    expect(Transform).toBeUndefined();
    expect(Resources.Made.Properties.Value).toBe('by a macro');
    // A worker writes out the loops of what the macro made.
    expect(Resources.B.Properties.Value).toBe('B');
    expect(JSON.parse(Resources.Own.Properties.Value)).toEqual({
      accountId: '000000000000',
      fragment: {},
      params: { Input: 'hello' },
      region: 'us-east-1',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      templateParameterValues: { Word: 'hello' },
      transformId: '000000000000::Rewrite',
    });
    await user.delete();

    const reasonOf = async (Parameters: object) => {
      const Transform = { Name: 'Rewrite', Parameters };
      const TemplateBody = JSON.stringify({ Transform, Resources: { Own: parameter('x') } });
      const input = { StackName: 'macro-failed', ChangeSetName: `of-${Object.keys(Parameters)[0]}` };
      await client.send(new CreateChangeSetCommand({ ...input, ChangeSetType: 'CREATE', TemplateBody }));
      const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand(input));
      return `${Status}: ${StatusReason}`;
    };
    expect(await reasonOf({ Fails: 'no luck' })).toBe(
      'FAILED: Transform 000000000000::Rewrite failed with: no luck',
    );
    expect(await reasonOf({ Wrong: true })).toBe(
      'FAILED: Received malformed response from transform 000000000000::Rewrite',
    );
    expect(await reasonOf({ Deep: true })).toBe(
      'FAILED: Template format error: Template is nested deeper than 200 levels',
    );

    await provider.delete();
    await expect(reasonOf({ Other: 1 })).rejects.toThrow('No transform named Rewrite found.');
  });
});
