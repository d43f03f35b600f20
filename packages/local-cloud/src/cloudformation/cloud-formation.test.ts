import {
  CloudFormationClient,
  type CloudFormationServiceException,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const cfn = () => cloud.client(CloudFormationClient);
const quickly = { maxWaitTime: 300, minDelay: 0.02, maxDelay: 0.1 };

const logGroup = (days: number) => `
Parameters:
  Days: { Type: Number, Default: ${days} }
Resources:
  Group:
    Type: AWS::Logs::LogGroup
    Properties: { RetentionInDays: !Ref Days }
Outputs:
  Name: { Value: !Ref Group, Description: "<&> \u00e4" }
`;

const role = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: [] }
`;

describe('CloudFormation by the AWS SDK', () => {
  it('creates by change set, updates, describes and deletes', async () => {
    const client = cfn();
    const StackName = 'by-change-set';
    const { Id: ChangeSetName = '' } = await client.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName: 'first',
        ChangeSetType: 'CREATE',
        TemplateBody: logGroup(7),
        Tags: [{ Key: 'team', Value: 'blue' }],
      }),
    );
    await waitUntilChangeSetCreateComplete({ client, ...quickly }, { ChangeSetName });
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName }));
    const created = await client.send(new DescribeStacksCommand({ StackName }));
    expect(created.Stacks?.[0]).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'Days', ParameterValue: '7' }],
      Outputs: [{ OutputKey: 'Name', Description: '<&> \u00e4' }],
      Tags: [{ Key: 'team', Value: 'blue' }],
      CreationTime: expect.any(Date),
    });

    const Parameters = [{ ParameterKey: 'Days', ParameterValue: '14' }];
    await client.send(new UpdateStackCommand({ StackName, UsePreviousTemplate: true, Parameters }));
    await waitUntilStackUpdateComplete({ client, ...quickly }, { StackName });
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName }));
    expect(StackResourceSummaries?.[0]).toMatchObject({
      LogicalResourceId: 'Group',
      PhysicalResourceId: created.Stacks?.[0]?.Outputs?.[0]?.OutputValue,
      ResourceStatus: 'UPDATE_COMPLETE',
    });
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
    expect(TemplateBody?.trim()).toBe(logGroup(7).trim());
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    expect(StackEvents[0]).toMatchObject({
      ResourceStatus: 'UPDATE_COMPLETE',
      ResourceType: 'AWS::CloudFormation::Stack',
    });

    await client.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client, ...quickly }, { StackName });
  });

  it('CF-5: asks for the capabilities that a template needs', async () => {
    const create = new CreateStackCommand({ StackName: 'roles', TemplateBody: role });
    await expect(cfn().send(create)).rejects.toMatchObject({
      name: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_IAM]',
    });
    const sam = 'Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: AWS::Serverless::SimpleTable}}';
    const expand = new CreateStackCommand({ StackName: 'sam', TemplateBody: sam });
    await expect(cfn().send(expand)).rejects.toThrow('Requires capabilities : [CAPABILITY_AUTO_EXPAND]');
  });

  it('CF-30: reads templates and included snippets from S3', async () => {
    const s3 = cloud.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
    const put = (Key: string, Body: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'templates', Key, Body }));
    await put('snippet.yaml', 'RetentionInDays: 30');
    const included = `
      Resources:
        Group:
          Type: AWS::Logs::LogGroup
          Properties:
            LogGroupName: included
            Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://templates/snippet.yaml' } }`;
    await put('template.yaml', `${included}\n# ${'x'.repeat(60_000)}`);
    const StackName = 'from-s3';
    const TemplateURL = `${cloud.url()}/templates/template.yaml`;
    const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const];
    await cfn().send(new CreateStackCommand({ StackName, TemplateURL, Capabilities }));
    await waitUntilStackCreateComplete({ client: cfn(), ...quickly }, { StackName });
    const { TemplateBody = '' } = await cfn().send(
      new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }),
    );
    expect(JSON.parse(TemplateBody).Resources.Group.Properties).toEqual({
      LogGroupName: 'included',
      RetentionInDays: 30,
    });
    await put('snippet.yaml', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`);
    const deep = `${included}\n      Transform: AWS::Serverless-2016-10-31`;
    await expect(
      cfn().send(new CreateStackCommand({ StackName: 'deep', TemplateBody: deep, Capabilities })),
    ).rejects.toThrow('Template is nested deeper than');
    const missing = new CreateStackCommand({ StackName: 'none', TemplateURL: `${TemplateURL}.gone` });
    await expect(cfn().send(missing)).rejects.toThrow('S3 error: The specified key does not exist');
  });

  it.each<[string, string, string]>([
    [
      'a body over the limit',
      `{"Resources":{}}${' '.repeat(51_200)}`,
      'Member must have length less than or equal to 51200',
    ],
    [
      'an unknown type',
      'Resources: {A: {Type: AWS::SNS::Topci}}',
      'Template format error: Unrecognized resource types: [AWS::SNS::Topci]',
    ],
    [
      'a name nothing has',
      'Resources: {A: {Type: AWS::Logs::LogGroup, DependsOn: B}}',
      'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
    ],
    [
      'an unknown output reference',
      'Resources: {A: {Type: AWS::Logs::LogGroup}}\nOutputs: {O: {Value: !Ref B}}',
      'Unresolved resource dependencies [B] in the Outputs block of the template',
    ],
    [
      'an attribute of nothing',
      'Resources: {A: {Type: AWS::Logs::LogGroup}}\nOutputs: {O: {Value: !GetAtt B.Arn}}',
      'Template error: instance of Fn::GetAtt references undefined resource B',
    ],
    [
      'an unknown condition',
      'Resources: {A: {Type: AWS::Logs::LogGroup, Condition: C}}',
      'Unresolved condition dependency C in the Resources block of the template',
    ],
    [
      'a dynamic reference',
      "Resources: {A: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: '{{resolve:ssm-secure:x}}'}}}",
      'the dynamic reference {{resolve:ssm-secure:x}} is not offered',
    ],
    [
      'an unknown transform',
      'Transform: My::Macro\nResources: {A: {Type: AWS::Logs::LogGroup}}',
      'No transform named My::Macro found.',
    ],
  ])('CF-24: refuses %s', async (_what, TemplateBody, message) => {
    const refused = cfn().send(new CreateStackCommand({ StackName: 'refused', TemplateBody }));
    await expect(refused).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
    });
  });

  it('CF-24: names the stack or change set that does not exist, and an invalid name', async () => {
    const messageOf = (call: Promise<unknown>) =>
      call.then(String, ({ name, message }: CloudFormationServiceException) => `${name}: ${message}`);
    const client = cfn();
    expect(await messageOf(client.send(new DescribeStacksCommand({ StackName: 'x' })))).toBe(
      'ValidationError: Stack with id x does not exist',
    );
    const ChangeSetName = 'arn:aws:cloudformation:us-east-1:000000000000:changeSet/x/1';
    expect(await messageOf(client.send(new DescribeChangeSetCommand({ ChangeSetName })))).toMatch(
      /^ChangeSetNotFound/,
    );
    const badName = new CreateStackCommand({ StackName: 'a_b', TemplateBody: role });
    expect(await messageOf(client.send(badName))).toContain('[a-zA-Z][-a-zA-Z0-9]*');
  });

  it('CF-32: reads long YAML and SAM in a worker', async () => {
    const functions = Array.from(
      { length: 150 },
      (_, index) =>
        `  F${index}: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: nodejs24.x}}`,
    );
    const TemplateBody = `Transform: AWS::Serverless-2016-10-31\nResources:\n${functions.join('\n')}`;
    const valid = await cfn().send(new ValidateTemplateCommand({ TemplateBody }));
    expect(valid.DeclaredTransforms).toEqual(['AWS::Serverless-2016-10-31']);
    const broken = new ValidateTemplateCommand({ TemplateBody: `${TemplateBody}\n  F1: {}` });
    await expect(cfn().send(broken)).rejects.toThrow('YAML not well-formed. (line 153, column 3)');

    const StackName = 'long-sam';
    const ChangeSetName = 'first';
    const Capabilities = ['CAPABILITY_IAM' as const];
    await cfn().send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName,
        ChangeSetType: 'CREATE',
        TemplateBody,
        Capabilities,
      }),
    );
    const { Status, Changes = [] } = await cfn().send(
      new DescribeChangeSetCommand({ StackName, ChangeSetName }),
    );
    expect([Status, Changes.length]).toEqual(['CREATE_COMPLETE', 100]);
  });

  it('summarises a template without a stack', async () => {
    const TemplateBody = `Metadata: {Sample: {Try: curl}}\n${role}`;
    const summary = await cfn().send(new GetTemplateSummaryCommand({ TemplateBody }));
    expect(summary).toMatchObject({
      ResourceTypes: ['AWS::IAM::Role'],
      Capabilities: ['CAPABILITY_IAM'],
      Metadata: "{'Sample': {'Try': 'curl'}}",
    });
    const valid = await cfn().send(new ValidateTemplateCommand({ TemplateBody: logGroup(7) }));
    expect(valid.Parameters).toEqual([{ ParameterKey: 'Days', DefaultValue: '7', NoEcho: false }]);
  });
});
