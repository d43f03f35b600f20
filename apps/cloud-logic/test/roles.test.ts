import {
  BatchGetItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { leastPrivilege } from '../../../scripts/testing/least-privilege.ts';
import { type AppUser, appUser } from './app-user.ts';
import { roleSession, withPolicy, withTrust } from './stack-roles.ts';

const sample = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: sample.endpoint });
const TableName = sample.outputs.TableName ?? '';
const roles = leastPrivilege(sample, { takenRoles: { Service: ['NotesRole', 'CountRole'] } });
const grants = await roles.grants();
const isEnforced = await enforcesIam(sample.endpoint);

let admin: AppUser;
beforeAll(async () => {
  admin = await appUser('roles@example.com', 'Administrators');
});

/** A request that needs the action. */
const probes: Readonly<Record<string, () => Promise<Response>>> = {
  'dynamodb:PutItem': () => admin.byToken('POST', '/token/notes', { text: 'probe' }),
  'dynamodb:GetItem': async () => admin.byToken('GET', `/token/notes/${await newNote()}`),
  'dynamodb:UpdateItem': async () =>
    admin.byToken('PUT', `/token/notes/${await newNote()}`, { text: 'changed', version: 1 }),
  'dynamodb:DeleteItem': async () => admin.byToken('DELETE', `/token/notes/${await newNote()}`),
  'dynamodb:Query': () => admin.byToken('GET', '/token/notes'),
  'dynamodb:Scan': () => admin.byToken('GET', '/admin/summary'),
};

async function newNote(): Promise<string> {
  const response = await admin.byToken('POST', '/token/notes', { text: 'probe' });
  return ((await response.json()) as { id: string }).id;
}

describe('the roles that the function assumes', () => {
  it('grant what the API needs', () => {
    expect(grants.map(({ action }) => action).sort()).toEqual(Object.keys(probes).sort());
  });

  it.skipIf(!isEnforced).each(grants)(
    'need $action (shown where the endpoint enforces IAM)',
    async (grant) => {
      const probe = probes[grant.action] ?? expect.fail(`No probe for ${grant.action}`);
      const { answer, reason } = await roles.refusalWithout(grant, probe);
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({
        code: 'InternalServerError',
        message: 'Internal server error',
      });
      expect(reason).toContain(`assumed-role/${grant.roleName}/`);
      expect(reason).toContain(`:table/${TableName}`);
    },
  );
});

describe.skipIf(!isEnforced)('the role of the notes (shown where the endpoint enforces IAM)', () => {
  const key = (owner: string) => ({ owner: { S: owner }, id: { S: '1' } });
  const queryOf = (owner: string) =>
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': { S: owner } },
    });

  it('reaches the notes of its tag because of the condition alone', async () => {
    const list = async () => (await admin.byToken('GET', '/token/notes')).status;
    const foreign = (document: string) => document.replace('${aws:PrincipalTag/sub}', 'somebody else');
    expect(await list()).toBe(200);
    expect(await withPolicy('NotesRole', 'OwnNotes', foreign, list)).toBe(500);
    expect(await list()).toBe(200);
    const jane = new DynamoDBClient({ ...config, credentials: await roleSession('NotesRole', 'jane') });
    const readJoe = () => jane.send(queryOf('joe'));
    await expect(readJoe()).rejects.toThrow('is not authorized to perform: dynamodb:Query');
    const open = (document: string) => {
      const { Statement, ...policy } = JSON.parse(document) as { Statement: { Condition?: object }[] };
      return JSON.stringify({ ...policy, Statement: Statement.map(({ Condition: _, ...rest }) => rest) });
    };
    // Without the condition, it would be everybody's.
    expect(await withPolicy('NotesRole', 'OwnNotes', open, readJoe)).toMatchObject({ Items: [] });
  });

  it('reaches nothing of another owner, and nothing at all without a tag', async () => {
    for (const [tag, owner] of [
      ['jane', 'joe'],
      ['jane', '*'],
      [undefined, 'joe'],
      [undefined, ''],
    ] as const) {
      const table = new DynamoDBClient({ ...config, credentials: await roleSession('NotesRole', tag) });
      const calls = [
        () => table.send(new GetItemCommand({ TableName, Key: key(owner || '-') })),
        () => table.send(new PutItemCommand({ TableName, Item: key(owner || '-') })),
        () => table.send(queryOf(owner || '-')),
      ];
      for (const call of calls)
        await expect(call()).rejects.toThrow('is not authorized to perform: dynamodb:');
    }
  });

  it.each([
    ['dynamodb:Scan', new ScanCommand({ TableName })],
    [
      'dynamodb:BatchGetItem',
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('jane')] } } }),
    ],
    ['dynamodb:DescribeTable', new DescribeTableCommand({ TableName })],
  ])('is refused %s, also for its own notes', async (action, command) => {
    const table = new DynamoDBClient({ ...config, credentials: await roleSession('NotesRole', 'jane') });
    await expect(table.send(command as ScanCommand)).rejects.toThrow(
      `is not authorized to perform: ${action}`,
    );
  });

  it('is not taken by a function that may not tag the session', async () => {
    // A user whose credentials the function does not have yet.
    const newcomer = await appUser('untagged@example.com');
    const list = () => newcomer.byToken('GET', '/token/notes');
    const untagged = (document: string) => document.replace('"sts:TagSession"', '"sts:GetCallerIdentity"');
    expect((await withTrust('NotesRole', untagged, list)).status).toBe(500);
    expect((await list()).status).toBe(200);
  });
});

describe.skipIf(!isEnforced)('the role that counts (shown where the endpoint enforces IAM)', () => {
  it('reads no note', async () => {
    const table = new DynamoDBClient({ ...config, credentials: await roleSession('CountRole') });
    const counted = await table.send(new ScanCommand({ TableName, Select: 'COUNT' }));
    expect(counted.Items).toBeUndefined();
    await expect(table.send(new ScanCommand({ TableName }))).rejects.toThrow(
      'is not authorized to perform: dynamodb:Scan',
    );
    await expect(
      table.send(new GetItemCommand({ TableName, Key: { owner: { S: 'a' }, id: { S: '1' } } })),
    ).rejects.toThrow('is not authorized to perform: dynamodb:GetItem');
  });
});
