import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const patience = { maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 };

function template(table: object, group: object): string {
  return JSON.stringify({
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
  });
}

async function outputs(client: CloudFormationClient, StackName: string): Promise<Record<string, string>> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const pairs = (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
    OutputKey,
    OutputValue,
  ]);
  return Object.fromEntries(pairs);
}

describe('tables and log groups of a template', () => {
  it('are made, changed in place and removed', async () => {
    const client = cloud.client(CloudFormationClient);
    const dynamodb = cloud.client(DynamoDBClient);
    const logs = cloud.client(CloudWatchLogsClient);
    const StackName = 'data';
    const provisioned = {
      ProvisionedThroughput: { ReadCapacityUnits: '1', WriteCapacityUnits: '2' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: 'true' },
      Tags: [{ Key: 'stage', Value: 'dev' }],
    };
    await client.send(
      new CreateStackCommand({ StackName, TemplateBody: template(provisioned, { RetentionInDays: '7' }) }),
    );
    await waitUntilStackCreateComplete({ client, ...patience }, { StackName });

    const made = await outputs(client, StackName);
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
    await client.send(
      new UpdateStackCommand({ StackName, TemplateBody: template(onDemand, { RetentionInDays: 30 }) }),
    );
    await waitUntilStackUpdateComplete({ client, ...patience }, { StackName });

    expect(await outputs(client, StackName)).toEqual(made);
    const changed = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(changed.Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
    const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: made.TableArn }));
    expect(Tags).toContainEqual({ Key: 'stage', Value: 'prod' });
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: made.Group }),
    );
    expect(logGroups[0]?.retentionInDays).toBe(30);

    await client.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client, ...patience }, { StackName });
    await expect(dynamodb.send(new DescribeTableCommand({ TableName }))).rejects.toThrow('not found');
    expect(
      (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: made.Group }))).logGroups,
    ).toEqual([]);
  });
});
