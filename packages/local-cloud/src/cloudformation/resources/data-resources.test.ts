import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

function template(table: object, group: object): object {
  return {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          ...table,
        },
      },
      Group: { Type: 'AWS::Logs::LogGroup', Properties: group },
    },
    Outputs: {
      Table: { Value: { Ref: 'Table' } },
      TableArn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] } },
      Group: { Value: { Ref: 'Group' } },
      GroupArn: { Value: { 'Fn::GetAtt': ['Group', 'Arn'] } },
    },
  };
}

describe('tables and log groups of a template', () => {
  it('are made, changed in place and removed', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'data');
    const dynamodb = cloud.client(DynamoDBClient);
    const logs = cloud.client(CloudWatchLogsClient);
    const provisioned = {
      ProvisionedThroughput: { ReadCapacityUnits: '1', WriteCapacityUnits: '2' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: 'true' },
      Tags: [{ Key: 'stage', Value: 'dev' }],
    };
    await stack.create(template(provisioned, { RetentionInDays: '7' }));

    const made = await stack.outputs();
    const TableName = made.Table ?? '';
    expect(TableName).toMatch(/^data-Table-/);
    expect(made.TableArn).toBe(`arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`);
    expect(made.GroupArn).toBe(`arn:aws:logs:us-east-1:000000000000:log-group:${made.Group}:*`);
    const described = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(described.Table).toMatchObject({
      TableStatus: 'ACTIVE',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
    });
    const living = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(living.TimeToLiveDescription?.AttributeName).toBe('expires');

    const onDemand = { BillingMode: 'PAY_PER_REQUEST', Tags: [{ Key: 'stage', Value: 'prod' }] };
    await stack.update(template(onDemand, { RetentionInDays: 30 }));

    expect(await stack.outputs()).toEqual(made);
    const changed = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(changed.Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
    const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: made.TableArn }));
    expect(Tags).toContainEqual({ Key: 'stage', Value: 'prod' });
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: made.Group }),
    );
    expect(logGroups[0]?.retentionInDays).toBe(30);

    await stack.delete();
    await expect(dynamodb.send(new DescribeTableCommand({ TableName }))).rejects.toThrow('not found');
    expect(
      (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: made.Group }))).logGroups,
    ).toEqual([]);
  });
});

describe('log streams of a template', () => {
  const Group = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'streams' } };
  const withStream = (properties: object) => ({
    Resources: {
      Group,
      Stream: { Type: 'AWS::Logs::LogStream', Properties: { LogGroupName: { Ref: 'Group' }, ...properties } },
    },
    Outputs: { Stream: { Value: { Ref: 'Stream' } } },
  });

  it('are made, replaced when their name changes, and removed', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'streams');
    const logs = cloud.client(CloudWatchLogsClient);
    const streamNames = async () => {
      const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: 'streams' }));
      return logStreams.map(({ logStreamName }) => logStreamName);
    };
    await stack.create(withStream({}));
    const { Stream } = await stack.outputs();
    expect(Stream).toMatch(/^streams-Stream-/);
    expect(await streamNames()).toEqual([Stream]);

    await stack.update(withStream({ LogStreamName: 'audit' }));
    expect(await stack.outputs()).toEqual({ Stream: 'audit' });
    expect(await streamNames()).toEqual(['audit']);

    await stack.update({ Resources: { Group } });
    expect(await streamNames()).toEqual([]);
    await stack.delete();
  });
});
