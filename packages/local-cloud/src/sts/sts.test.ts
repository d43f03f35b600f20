import * as dynamodb from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand, type Role } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const account = '000000000000';
const trust = (statement: object) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
const byAccount = { AWS: `arn:aws:iam::${account}:root` };

describe('STS, by the SDK', () => {
  it("returns the identity of the account's root", async () => {
    expect(await cloud.client(STSClient).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:root`,
      UserId: account,
    });
  });
});

describe('AssumeRole', () => {
  it('returns credentials of the role, for as long as was asked', async () => {
    const role = await createRole('plain', trust({ Principal: byAccount }));
    const input = { RoleArn: role.Arn, RoleSessionName: 'me', DurationSeconds: 900 };
    const before = Date.now();
    const { Credentials: credentials, AssumedRoleUser } = await as().send(new AssumeRoleCommand(input));
    const Arn = `arn:aws:sts::${account}:assumed-role/plain/me`;
    expect(AssumedRoleUser).toEqual({ Arn, AssumedRoleId: `${role.RoleId}:me` });
    expect((credentials?.Expiration?.getTime() ?? 0) - before).toBeLessThan(910_000);
    expect(await as(credentials).send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn });
  });

  it('is refused where the role does not trust the caller, does not exist, or wants another external id', async () => {
    const foreign = await createRole('foreign', trust({ Principal: { Service: 'lambda.amazonaws.com' } }));
    const guarded = await createRole(
      'guarded',
      trust({ Principal: byAccount, Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }),
    );
    const root = `arn:aws:iam::${account}:root`;
    for (const RoleArn of [foreign.Arn, guarded.Arn, `arn:aws:iam::${account}:role/absent`]) {
      await expect(assume(RoleArn)).rejects.toThrow(
        `User: ${root} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      );
    }
    expect(await assume(guarded.Arn, { ExternalId: 'secret' })).toBeDefined();
  });

  it('by a role wants its policy, unless the other role names it', async () => {
    const first = await createRole('first', trust({ Principal: byAccount }));
    const named = await createRole('named', trust({ Principal: { AWS: first.Arn } }));
    const open = await createRole('open', trust({ Principal: byAccount }));
    const credentials = await assume(first.Arn);
    expect(await assume(named.Arn, {}, credentials)).toBeDefined();
    await expect(assume(open.Arn, {}, credentials)).rejects.toThrow(
      'is not authorized to perform: sts:AssumeRole',
    );
    await allow('first', { Action: 'sts:AssumeRole', Resource: open.Arn });
    expect(await assume(open.Arn, {}, credentials)).toBeDefined();
    await expect(assume(open.Arn, { DurationSeconds: 3601 }, credentials)).rejects.toThrow('role chaining');
  });

  it('with tags wants sts:TagSession, and refuses keys that differ in case alone', async () => {
    const { Arn } = await createRole('untagged', trust({ Principal: byAccount }));
    const Tags = [{ Key: 'sub', Value: 'a' }];
    await expect(assume(Arn, { Tags })).rejects.toThrow('is not authorized to perform: sts:TagSession');
    const twice = [...Tags, { Key: 'SUB', Value: 'b' }];
    await expect(assume(Arn, { Tags: twice })).rejects.toThrow('Duplicate tag keys found');
  });
});

describe('a role whose policy names the tag of the session as the only partition key', () => {
  const table = { TableName: 'notes' };
  let mine: DynamoDBClient;

  beforeAll(async () => {
    const root = cloud.client(DynamoDBClient);
    const key = { AttributeName: 'owner', AttributeType: 'S' as const };
    await root.send(
      new dynamodb.CreateTableCommand({
        ...table,
        AttributeDefinitions: [key, { AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await dynamodb.waitUntilTableExists({ client: root, minDelay: 1, maxWaitTime: 300 }, table);
    const { Arn } = await createRole(
      'data',
      trust({ Principal: byAccount, Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    );
    await allow('data', {
      Action: 'dynamodb:*',
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/sub}'] } },
    });
    const credentials = await assume(Arn, { Tags: [{ Key: 'sub', Value: 'jane' }] });
    mine = new DynamoDBClient({ ...configuration(credentials), endpoint: cloud.url() });
  });

  const item = (owner: string) => ({ owner: { S: owner }, id: { S: '1' } });
  const query = (owner: string, more: object = {}) =>
    new dynamodb.QueryCommand({
      ...table,
      KeyConditionExpression: '#o = :o AND id > :i',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': { S: owner }, ':i': { S: '' } },
      ...more,
    });
  const requests = (owner: string) => ({
    PutItem: () => mine.send(new dynamodb.PutItemCommand({ ...table, Item: item(owner) })),
    GetItem: () => mine.send(new dynamodb.GetItemCommand({ ...table, Key: item(owner) })),
    UpdateItem: () => mine.send(new dynamodb.UpdateItemCommand({ ...table, Key: item(owner) })),
    Query: () => mine.send(query(owner)),
    BatchGetItem: () =>
      mine.send(new dynamodb.BatchGetItemCommand({ RequestItems: { notes: { Keys: [item(owner)] } } })),
    BatchWriteItem: () =>
      mine.send(
        new dynamodb.BatchWriteItemCommand({
          RequestItems: { notes: [{ PutRequest: { Item: item(owner) } }] },
        }),
      ),
    DeleteItem: () => mine.send(new dynamodb.DeleteItemCommand({ ...table, Key: item(owner) })),
  });

  it.each(Object.keys(requests('')))('allows %s of its own items, and of no others', async (name) => {
    const of = (owner: string) => requests(owner)[name as 'GetItem'];
    expect(await of('jane')()).toBeDefined();
    await expect(of('joe')()).rejects.toThrow(`is not authorized to perform: dynamodb:${name}`);
  });

  it('may only count items where its policy wants Select: COUNT', async () => {
    const { Arn } = await createRole('count', trust({ Principal: byAccount }));
    const Condition = { StringEquals: { 'dynamodb:Select': 'COUNT' } };
    await allow('count', { Action: 'dynamodb:Scan', Resource: '*', Condition });
    const counting = new DynamoDBClient({ ...configuration(await assume(Arn)), endpoint: cloud.url() });
    const scan = (Select: 'COUNT' | undefined) =>
      counting.send(new dynamodb.ScanCommand({ ...table, ...(Select && { Select }) }));
    expect((await scan('COUNT')).Count).toBeGreaterThanOrEqual(0);
    await expect(scan(undefined)).rejects.toThrow('is not authorized to perform: dynamodb:Scan');
  });

  it('refuses a batch with one item of others', async () => {
    const Keys = [item('jane'), item('joe')];
    const batch = new dynamodb.BatchGetItemCommand({ RequestItems: { notes: { Keys } } });
    await expect(mine.send(batch)).rejects.toThrow('is not authorized to perform');
  });
});

async function createRole(RoleName: string, statement: object): Promise<Role> {
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role: role } = await cloud
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  if (!role) throw new Error('Expected a role.');
  return role;
}

function allow(RoleName: string, statement: object) {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
  const policy = { PolicyName: 'all', PolicyDocument: JSON.stringify(document) };
  return cloud.client(IAMClient).send(new PutRolePolicyCommand({ RoleName, ...policy }));
}

async function assume(RoleArn: string | undefined, more: object = {}, credentials?: Credentials) {
  const input = { RoleArn, RoleSessionName: 'me', ...more };
  return (await as(credentials).send(new AssumeRoleCommand(input))).Credentials;
}

function as(credentials?: Credentials): STSClient {
  return credentials
    ? new STSClient({ ...configuration(credentials), endpoint: cloud.url() })
    : cloud.client(STSClient);
}

function configuration(credentials: Credentials | undefined) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials ?? {};
  return {
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}
