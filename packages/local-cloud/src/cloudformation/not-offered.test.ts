import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { isTypeOfAws } from './registry/type-names.ts';
import { resourceTypes } from './resource-types.ts';

const cloud = withCloud();
let count = 0;

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
  },
};
const lambda = (properties: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { ZipFile: 'exports.handler = async () => 1;' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...properties,
  },
});

/** Why a template is refused before anything is made. */
async function refusal(Resources: object, more: object = {}): Promise<string> {
  const client = cloud.client(CloudFormationClient);
  const names = { StackName: `refused-${++count}`, ChangeSetName: 'first' };
  const TemplateBody = JSON.stringify({ Resources, ...more });
  try {
    await client.send(new CreateChangeSetCommand({ ...names, ChangeSetType: 'CREATE', TemplateBody }));
  } catch (error) {
    return (error as Error).message;
  }
  const { StatusReason = '' } = await client.send(new DescribeChangeSetCommand(names));
  return StatusReason;
}

async function create(Resources: object, more: object = {}) {
  const client = cloud.client(CloudFormationClient);
  const StackName = `made-${++count}`;
  const TemplateBody = JSON.stringify({ Resources, ...more });
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody,
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const reasons = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE').map(
    ({ LogicalResourceId, ResourceStatusReason }) => [LogicalResourceId, ResourceStatusReason] as const,
  );
  return { status: stack?.StackStatus, reasons: Object.fromEntries(reasons) };
}

describe('a resource type', () => {
  it('of AWS that this cloud lacks is refused as such', async () => {
    expect(await refusal({ Queue: { Type: 'AWS::SQS::Queue' } })).toBe(
      'AWS::SQS::Queue is not offered by this embedded cloud.',
    );
  });

  it("that is misspelt is refused in AWS's words", async () => {
    const message = await refusal({
      Queue: { Type: 'AWS::SQS::Queue' },
      Misspelt: { Type: 'AWS::SQS::Qeueu' },
    });
    expect(message).toBe('Template format error: Unrecognized resource types: [AWS::SQS::Qeueu]');
  });

  it('that this cloud lacks may stand behind a condition that is false', async () => {
    const template = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
    const resources = {
      Queue: { Type: 'AWS::SQS::Queue', Condition: 'Never' },
      Group: { Type: 'AWS::Logs::LogGroup' },
    };
    expect(await create(resources, template)).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  it('of SAM that this cloud lacks may stand under a condition that is false', async () => {
    const template = {
      Transform: 'AWS::Serverless-2016-10-31',
      Parameters: { Flows: { Type: 'String', Default: 'no' } },
      Conditions: { WithFlows: { 'Fn::Equals': [{ Ref: 'Flows' }, 'yes'] } },
    };
    const resources = {
      Flow: { Type: 'AWS::Serverless::StateMachine', Condition: 'WithFlows', Properties: { Definition: {} } },
      Group: { Type: 'AWS::Logs::LogGroup' },
    };
    expect(await create(resources, template)).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  it('is refused together with what of SAM is not here', async () => {
    const role = 'arn:aws:iam::000000000000:role/role';
    const code = { InlineCode: 'exports.handler = async () => 1;', Handler: 'index.handler', Role: role };
    const queue = { 'Fn::GetAtt': ['Queue', 'Arn'] };
    const resources = {
      Worker: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          ...code,
          Runtime: 'dotnet8',
          DurableConfig: { ExecutionTimeout: 60 },
          DeploymentPreference: { Type: 'AllAtOnce' },
        },
      },
      Consumer: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          ...code,
          Runtime: 'nodejs24.x',
          Events: { Jobs: { Type: 'SQS', Properties: { Queue: queue } } },
        },
      },
      Flow: { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: {} } },
      Queue: { Type: 'AWS::SQS::Queue' },
    };
    const reasons = (await refusal(resources, { Transform: 'AWS::Serverless-2016-10-31' })).split('\n');
    expect(reasons.map((reason) => reason.replace(/, which has .*/, '.'))).toEqual([
      'AWS::SQS::Queue is not offered by this embedded cloud.',
      'Flow: Resources of type AWS::Serverless::StateMachine are not offered by this embedded cloud.',
      'Worker: Property DurableConfig of AWS::Serverless::Function is not offered by this embedded cloud.',
      'Consumer: Events of type SQS are not offered by this embedded cloud.',
      'Worker: Property DeploymentPreference of AWS::Serverless::Function is not offered by this embedded cloud.',
      'Worker: The runtime dotnet8 is not offered by this embedded cloud.',
    ]);
  });

  it("is not named where SAM's words for a mistake are AWS's", async () => {
    const resources = {
      Worker: { Type: 'AWS::Serverless::Function', Properties: { DurableConfig: { ExecutionTimeout: 60 } } },
      Misspelt: { Type: 'AWS::Serverless::SimpleTable', Properties: { PrimaryKeys: {} } },
    };
    expect(await refusal(resources, { Transform: 'AWS::Serverless-2016-10-31' })).toBe(
      'Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. ' +
        'Number of errors found: 1. Resource with id [Misspelt] is invalid. property PrimaryKeys not defined for resource of type AWS::Serverless::SimpleTable',
    );
  });

  it("of SAM that is misspelt is refused in AWS's words", async () => {
    const resources = { Misspelt: { Type: 'AWS::Serverless::Fuction' } };
    expect(await refusal(resources, { Transform: 'AWS::Serverless-2016-10-31' })).toBe(
      'Template format error: Unrecognized resource types: [AWS::Serverless::Fuction]',
    );
  });

  it('of AWS may have another prefix', async () => {
    expect(await refusal({ Skill: { Type: 'Alexa::ASK::Skill' } })).toBe(
      'Alexa::ASK::Skill is not offered by this embedded cloud.',
    );
  });

  it('may have connectors where SAM transforms it, which this cloud lacks', async () => {
    const resources = { Group: { Type: 'AWS::Logs::LogGroup', Connectors: {} } };
    expect(await refusal(resources)).toBe("Invalid template resource property 'Connectors'");
    expect(await refusal(resources, { Transform: 'AWS::Serverless-2016-10-31' })).toBe(
      'Group: Attribute Connectors is not offered by this embedded cloud.',
    );
  });

  it('of SAM is refused for its events and its properties at once', async () => {
    const Worker = {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'ruby3.4',
        Handler: 'a.b',
        InlineCode: 'x',
        Events: {
          Topic: { Type: 'SNS', Properties: { Topic: 'arn' } },
          Get: { Type: 'Api', Properties: { Path: '/', Method: 'get', ResponseTransferMode: 'STREAM' } },
        },
      },
    };
    const reasons = await refusal({ Worker }, { Transform: 'AWS::Serverless-2016-10-31' });
    expect(reasons.split('\n')).toEqual([
      'WorkerGet: Property ResponseTransferMode of Api is not offered by this embedded cloud.',
      'Worker: Events of type SNS are not offered by this embedded cloud.',
      expect.stringMatching(/^Worker: The runtime ruby3\.4 is not offered by this embedded cloud/),
    ]);
  });

  it('of this cloud is one of AWS', () => {
    expect(resourceTypes.map(({ type }) => type).filter((type) => !isTypeOfAws(type))).toEqual([]);
  });
});

describe('an attribute of AWS that this cloud lacks', () => {
  const Outputs = { Stream: { Value: { 'Fn::GetAtt': ['Table', 'StreamArn'] } } };

  it('is refused as such, with all other reasons', async () => {
    const resources = { Queue: { Type: 'AWS::SQS::Queue' }, Table: { Type: 'AWS::DynamoDB::Table' } };
    expect(await refusal(resources, { Outputs })).toBe(
      'AWS::SQS::Queue is not offered by this embedded cloud.\nTable: The attribute StreamArn is not offered by this embedded cloud for AWS::DynamoDB::Table.',
    );
  });

  it('may be named behind a condition that is false', async () => {
    const never = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
    const Value = { 'Fn::GetAtt': ['Key', 'StreamArn'] };
    const resources = {
      Key: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Condition: 'Never',
        Properties: { EventSourceArn: Value },
      },
      Group: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: { 'Fn::If': ['Never', Value, 'group-of-a-stream'] } },
      },
    };
    const outputs = { Outputs: { Stream: { Condition: 'Never', Value } } };
    expect(await create(resources, { ...never, ...outputs })).toMatchObject({ status: 'CREATE_COMPLETE' });
  });
});

describe('a property', () => {
  it('of AWS that this cloud lacks is refused as such, with all other reasons', async () => {
    const message = await refusal({
      Topic: { Type: 'AWS::SNS::Topic' },
      Role: role,
      Files: lambda({ FileSystemConfigs: [{ Arn: 'a', LocalMountPath: '/mnt/a' }], Runtime: 'ruby3.4' }),
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { DataProtectionPolicy: {} } },
    });
    expect(message.split('\n')).toEqual([
      'AWS::SNS::Topic is not offered by this embedded cloud.',
      'Files: FileSystemConfigs is not offered by this embedded cloud for AWS::Lambda::Function.',
      expect.stringMatching(/^Files: The runtime ruby3\.4 is not offered by this embedded cloud, which has /),
      'Group: DataProtectionPolicy is not offered by this embedded cloud for AWS::Logs::LogGroup.',
    ]);
  });

  it('of AWS that this cloud lacks may stand in a branch that is not taken', async () => {
    const template = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
    const withBranch = (name: string) => ({
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          ReplicationConfiguration: { 'Fn::If': [name, { Role: 'r' }, { Ref: 'AWS::NoValue' }] },
          AccessControl: 'Private',
        },
      },
    });
    expect(await create(withBranch('Never'), template)).toMatchObject({ status: 'CREATE_COMPLETE' });
    const always = { Conditions: { Always: { 'Fn::Equals': ['a', 'a'] } } };
    expect(await refusal(withBranch('Always'), always)).toBe(
      'Bucket: ReplicationConfiguration is not offered by this embedded cloud for AWS::S3::Bucket.',
    );
  });

  it('of a bucket that opens it to others is refused by its value', async () => {
    const Properties = { AccessControl: 'PublicRead' };
    expect(await refusal({ Bucket: { Type: 'AWS::S3::Bucket', Properties } })).toBe(
      'Bucket: AccessControl PublicRead is not offered by this embedded cloud.',
    );
  });

  it('of a target that this cloud lacks is refused as such', async () => {
    const target = {
      Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      Id: 'f',
      InputPath: '$.detail',
    };
    const Properties = { EventPattern: { source: ['aws.s3'] }, Targets: [target] };
    const message = await refusal({ Rule: { Type: 'AWS::Events::Rule', Properties } });
    expect(message.split('\n')).toEqual([
      'Rule: EventPattern is not offered by this embedded cloud for AWS::Events::Rule.',
      'Rule: InputPath of a target of AWS::Events::Rule is not offered by this embedded cloud.',
    ]);
  });

  it("that is misspelt is refused in AWS's words, with all others", async () => {
    const message = await refusal({
      One: { Type: 'AWS::Logs::LogGroup', Properties: { Retention: 1 } },
      Two: { Type: 'AWS::Logs::LogGroup', Properties: { Name: 1 } },
    });
    expect(message).toContain('resource One with message:\n#: extraneous key [Retention] is not permitted');
    expect(message).toContain('resource Two with message:\n#: extraneous key [Name] is not permitted');
  });

  it('inside of an object is refused as one of its own, with its path: misspelt, or AWS has it and this cloud not', async () => {
    const rule = { Status: 'Enabled', ExpirationInDays: 1 };
    const Role = 'arn:aws:iam::000000000000:role/r';
    const misspelt = await refusal({
      Function: lambda({ Role, Environment: { Variables: { A: 'a' }, Variable: {} } }),
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { LifecycleConfiguration: { Rules: [rule, { ...rule, Expires: 1 }] } },
      },
    });
    expect(misspelt.split('\n')).toEqual([
      'Properties validation failed for resource Function with message:',
      '#/Environment: extraneous key [Variable] is not permitted',
      'Properties validation failed for resource Bucket with message:',
      '#/LifecycleConfiguration/Rules/1: extraneous key [Expires] is not permitted',
    ]);
    const Code = { ImageUri: 'uri' };
    const NotificationConfiguration = {
      QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: 'arn' }],
    };
    const lacking = await refusal({
      Function: lambda({ Role, Code }),
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration } },
    });
    expect(lacking.split('\n')).toEqual([
      'Function: Code.ImageUri is not offered by this embedded cloud for AWS::Lambda::Function.',
      'Bucket: NotificationConfiguration.QueueConfigurations is not offered by this embedded cloud for AWS::S3::Bucket.',
    ]);
  });

  it('that changes no response is kept, and a deprecated runtime used, with a warning in the events', async () => {
    const { status, reasons } = await create({
      Role: role,
      Function: lambda({ VpcConfig: { SubnetIds: ['subnet-1'] }, KmsKeyArn: 'arn', Runtime: 'nodejs20.x' }),
    });
    expect(status).toBe('CREATE_COMPLETE');
    expect(reasons.Function).toMatch(
      /^Without effect in this embedded cloud: KmsKeyArn, VpcConfig\. nodejs20\.x is deprecated since 2026-04-30; /,
    );
    expect(reasons.Role).toBeUndefined();
  });
});

it('every property of a resource type is offered, without effect or refused, and no two of them', () => {
  for (const { type, properties, inert = [], notOffered = [] } of resourceTypes) {
    const all = [...Object.keys(properties), ...inert, ...notOffered];
    expect([type, ...all]).toEqual([type, ...new Set(all)]);
  }
});
