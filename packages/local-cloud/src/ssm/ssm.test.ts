import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as sdk from '@aws-sdk/client-ssm';
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { createSsm } from './ssm.ts';
import { ssmInputTypes } from './ssm-input-types.ts';

const cloud = withCloud();
let ssm: SSMClient;
beforeAll(() => {
  ssm = cloud.client(SSMClient);
});

function put(Name: string, Value = 'x', change: Partial<PutParameterCommandInput> = {}) {
  return ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...change }));
}

const get = (Name: string, WithDecryption?: boolean) =>
  ssm.send(new GetParameterCommand({ Name, WithDecryption })).then(({ Parameter }) => Parameter);

it('has the type of every member of every input', () => {
  const { operations } = createSsm(defaultAccount);
  expect(ssmInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
});

describe('a parameter', () => {
  it('has versions, which its name and ARN select', async () => {
    expect(await put('/app/url', 'one')).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await put('/app/url', 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
    const ARN = 'arn:aws:ssm:us-east-1:000000000000:parameter/app/url';
    const common = { Name: '/app/url', Type: 'String', ARN, DataType: 'text' };
    expect(await get('/app/url')).toEqual({
      ...{ ...common, Value: 'two', Version: 2, LastModifiedDate: expect.any(Date) },
    });
    expect(await get('/app/url:1')).toMatchObject({ ...common, Value: 'one', Version: 1, Selector: ':1' });
    expect(await get(ARN)).toMatchObject({ Value: 'two' });
    await expect(get('/app/url:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
    await expect(get('/app/uri')).rejects.toMatchObject({ name: 'ParameterNotFound' });
    const history = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/url' }));
    expect(history.Parameters?.map(({ Value }) => Value)).toEqual(['one', 'two']);
  });

  it('shows a SecureString to those who ask for it in plain text', async () => {
    await put('secret', 'sesame', { Type: 'SecureString' });
    expect((await get('secret'))?.Value).not.toContain('sesame');
    expect((await get('secret', true))?.Value).toBe('sesame');
    const { Parameters } = await ssm.send(new DescribeParametersCommand({}));
    expect(Parameters?.find(({ Name }) => Name === 'secret')?.KeyId).toBe('alias/aws/ssm');
  });

  it('is found by its path, page by page, and by several names', async () => {
    for (const name of ['/tree/a', '/tree/b', '/tree/c/d']) await put(name);
    const byPath = async (input: object) => {
      const page = await ssm.send(new GetParametersByPathCommand({ Path: '/tree', ...input }));
      return [page.Parameters?.map(({ Name }) => Name), page.NextToken] as const;
    };
    expect(await byPath({})).toEqual([['/tree/a', '/tree/b'], undefined]);
    const [first, NextToken] = await byPath({ Recursive: true, MaxResults: 2 });
    expect(first).toEqual(['/tree/a', '/tree/b']);
    expect(await byPath({ Recursive: true, NextToken })).toEqual([['/tree/c/d'], undefined]);
    const some = await ssm.send(new GetParametersCommand({ Names: ['/tree/a', '/tree/x'] }));
    expect([some.Parameters?.length, some.InvalidParameters]).toEqual([1, ['/tree/x']]);
  });

  it('is described, filtered and tagged', async () => {
    await put('/described/a', 'x', { Description: 'A', Tags: [{ Key: 'team', Value: 'blue' }] });
    await put('/described/b', 'x,y', { Type: 'StringList', AllowedPattern: '[a-z,]+' });
    const names = async (input: object) => {
      const { Parameters = [] } = await ssm.send(new DescribeParametersCommand(input));
      return Parameters.map(({ Name }) => Name);
    };
    const filter = (Key: string, Option: string | undefined, ...Values: string[]) => ({
      ParameterFilters: [
        { Key: 'Path', Values: ['/described'] },
        { Key, Option, Values },
      ],
    });
    expect(await names(filter('Type', undefined, 'StringList'))).toEqual(['/described/b']);
    expect(await names(filter('Name', 'Contains', 'bed/a'))).toEqual(['/described/a']);
    expect(await names(filter('tag:team', undefined, 'blue'))).toEqual(['/described/a']);
    expect(await names({ Filters: [{ Key: 'Name', Values: ['/described'] }] })).toHaveLength(2);
    const ofA = { ResourceType: 'Parameter', ResourceId: '/described/a' } as const;
    await ssm.send(new AddTagsToResourceCommand({ ...ofA, Tags: [{ Key: 'stage', Value: 'dev' }] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...ofA, TagKeys: ['team'] }));
    const { TagList } = await ssm.send(new ListTagsForResourceCommand(ofA));
    expect(TagList).toEqual([{ Key: 'stage', Value: 'dev' }]);
  });

  it('is deleted, alone and with others', async () => {
    await put('/gone/a');
    await put('/gone/b');
    await ssm.send(new DeleteParameterCommand({ Name: '/gone/a' }));
    await expect(ssm.send(new DeleteParameterCommand({ Name: '/gone/a' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    const both = await ssm.send(new DeleteParametersCommand({ Names: ['/gone/a', '/gone/b'] }));
    expect([both.DeletedParameters, both.InvalidParameters]).toEqual([['/gone/b'], ['/gone/a']]);
  });

  it.each<[string, string, Partial<PutParameterCommandInput>]>([
    ['ValidationException', 'a/b', {}],
    ['ValidationException', 'ssm-x', {}],
    ['AccessDeniedException', '/aws/x', {}],
    ['HierarchyLevelLimitExceededException', '/x'.repeat(16), {}],
    ['ValidationException', 'typeless', { Type: undefined }],
    ['ValidationException', 'long', { Value: 'x'.repeat(4097) }],
    ['ValidationException', 'both', { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }],
    ['ValidationException', 'policies', { Policies: '[]' }],
    ['ValidationException', 'image', { DataType: 'aws:ec2:image' }],
    ['ParameterPatternMismatchException', 'pattern', { AllowedPattern: '[0-9]+' }],
  ])('is refused with %s: %s', async (name, Name, change) => {
    await expect(put(Name, 'x', change)).rejects.toMatchObject({ name });
  });

  it('is not created twice', async () => {
    await put('once');
    await expect(put('once')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  });

  it('may be long in the advanced tier, and stays in it', async () => {
    const long = 'x'.repeat(5000);
    expect(await put('advanced', long, { Tier: 'Intelligent-Tiering' })).toMatchObject({ Tier: 'Advanced' });
    expect(await put('advanced', 'short', { Overwrite: true })).toMatchObject({ Tier: 'Advanced' });
  });

  it('is read by a role as its policy allows', async () => {
    await put('/mine/a');
    await put('/theirs/a');
    const iam = cloud.client(IAMClient);
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
    const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    const created = await iam.send(
      new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: document(trust) }),
    );
    const Resource = 'arn:aws:ssm:us-east-1:000000000000:parameter/mine/*';
    const PolicyDocument = document({ Effect: 'Allow', Action: 'ssm:GetParameter', Resource });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'read', PolicyDocument }));
    const RoleArn = created.Role?.Arn;
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' });
    const { Credentials } = await cloud.client(STSClient).send(assume);
    const reader = new SSMClient({
      endpoint: cloud.url(),
      region: 'us-east-1',
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    });
    const read = (Name: string) => reader.send(new GetParameterCommand({ Name }));
    expect((await read('/mine/a')).Parameter?.Value).toBe('x');
    await expect(read('/theirs/a')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
