import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DescribeTableOutput, Tag, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../aws/service-error.ts';
import type { PhysicalResource, ResourceType } from '../resource-type.ts';
import type { DynamoDbCalls } from '../service-calls.ts';
import { tableProperties } from './dynamodb-table-properties.ts';
import { refusedUpdates, tableUpdate } from './dynamodb-table-update.ts';

const pollMs = 5;
const maxPolls = 1000;

export const dynamodbTable: ResourceType = {
  type: 'AWS::DynamoDB::Table',
  takesStackTags: true,
  attributes: ['Arn'],
  properties: {
    TableName: 'replace',
    KeySchema: 'replace',
    LocalSecondaryIndexes: 'replace',
    AttributeDefinitions: 'update',
    BillingMode: 'update',
    DeletionProtectionEnabled: 'update',
    GlobalSecondaryIndexes: 'update',
    ProvisionedThroughput: 'update',
    SSESpecification: 'update',
    TableClass: 'update',
    Tags: 'update',
    TimeToLiveSpecification: 'update',
  },
  inert: [
    'ContributorInsightsSpecification',
    'GlobalSecondaryIndexes.ContributorInsightsSpecification',
    'GlobalSecondaryIndexes.OnDemandThroughput',
    'GlobalSecondaryIndexes.WarmThroughput',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'WarmThroughput',
  ],
  notOffered: [
    'ImportSourceSpecification',
    'KinesisStreamSpecification',
    'ResourcePolicy',
    'StreamSpecification',
  ],
  required: ['KeySchema'],
  lists: ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'KeySchema', 'LocalSecondaryIndexes', 'Tags'],
  missing: ['ResourceNotFoundException'],

  changeRefusals(before, after) {
    return Array.isArray(after.AttributeDefinitions)
      ? refusedUpdates(tableProperties(before), tableProperties(after))
      : [];
  },

  async create(properties, context) {
    const { dynamodb } = context.services;
    const { TimeToLiveSpecification, ...table } = tableProperties(properties);
    const TableName = table.TableName ?? context.generateName(255);
    await dynamodb.call('CreateTable', { ...table, TableName });
    await setTimeToLive(dynamodb, TableName, undefined, TimeToLiveSpecification);
    return activeTable(dynamodb, TableName);
  },

  async update(properties, existing, context) {
    const { dynamodb } = context.services;
    const TableName = existing.physicalId;
    const before = tableProperties(existing.properties);
    const after = tableProperties(properties);
    const change = tableUpdate(before, after);
    if (change) await dynamodb.call('UpdateTable', { ...change, TableName });
    await setTags(dynamodb, String(existing.attributes.Arn), before.Tags, after.Tags);
    await setTimeToLive(dynamodb, TableName, before.TimeToLiveSpecification, after.TimeToLiveSpecification);
    return activeTable(dynamodb, TableName);
  },

  async delete(existing, context) {
    const { dynamodb } = context.services;
    await dynamodb.call('DeleteTable', { TableName: existing.physicalId });
    await waitForStatus(dynamodb, existing.physicalId, 'DELETED');
  },
};

async function activeTable(dynamodb: DynamoDbCalls, tableName: string): Promise<PhysicalResource> {
  const table = await waitForStatus(dynamodb, tableName, 'ACTIVE');
  return { physicalId: tableName, attributes: { Arn: table?.TableArn } };
}

/** Resolves with the table once it has that status; rejects with DynamoDB's error for a table that is gone. */
async function waitForStatus(dynamodb: DynamoDbCalls, TableName: string, status: string) {
  for (let poll = 0; poll < maxPolls; poll += 1) {
    const { Table } = await dynamodb.call<DescribeTableOutput>('DescribeTable', { TableName });
    if (Table?.TableStatus === status) return Table;
    await setTimeout(pollMs);
  }
  throw new ServiceError('InternalFailure', `Table ${TableName} did not become ${status}.`, 500);
}

/** The attribute can only be changed after time to live is disabled, as on AWS. */
async function setTimeToLive(
  dynamodb: DynamoDbCalls,
  TableName: string,
  before: TimeToLiveSpecification | undefined,
  after: TimeToLiveSpecification | undefined,
): Promise<void> {
  if (isDeepStrictEqual(before, after)) return;
  if (before?.Enabled) {
    const TimeToLiveSpecification = { ...before, Enabled: false };
    await dynamodb.call('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
  }
  if (after?.Enabled) await dynamodb.call('UpdateTimeToLive', { TableName, TimeToLiveSpecification: after });
}

async function setTags(
  dynamodb: DynamoDbCalls,
  ResourceArn: string,
  before: Tag[] = [],
  after: Tag[] = [],
): Promise<void> {
  if (isDeepStrictEqual(before, after)) return;
  const TagKeys = before.map(({ Key }) => Key);
  if (TagKeys.length > 0) await dynamodb.call('UntagResource', { ResourceArn, TagKeys });
  if (after.length > 0) await dynamodb.call('TagResource', { ResourceArn, Tags: after });
}
