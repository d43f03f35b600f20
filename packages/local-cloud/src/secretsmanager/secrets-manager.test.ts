import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { sendSigned } from '../testing/signed-request.ts';
import { stackClient } from '../testing/stack-client.ts';

const cloud = withCloud();

async function call(operation: string, input: object) {
  const { status, text } = await sendSigned(cloud.url(), {
    service: 'secretsmanager',
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': `secretsmanager.${operation}` },
    body: JSON.stringify(input),
  });
  return { status, ...(text && JSON.parse(text)) };
}

describe('a secret', () => {
  it('is created, read, changed, deleted and restored', async () => {
    const { ARN } = await call('CreateSecret', { Name: 'team/key', SecretString: 'first' });
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:team\/key-.{6}$/);
    expect(await call('CreateSecret', { Name: 'team/key', SecretString: 'x' })).toEqual({
      status: 400,
      __type: 'ResourceExistsException',
      message: 'The operation failed because the secret team/key already exists.',
    });
    await call('PutSecretValue', { SecretId: ARN, SecretString: 'second' });
    const read = (more: object = {}) => call('GetSecretValue', { SecretId: 'team/key', ...more });
    expect(await read()).toMatchObject({ SecretString: 'second', VersionStages: ['AWSCURRENT'] });
    expect(await read({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'first' });
    expect(await read({ VersionStage: 'other' })).toMatchObject({
      __type: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: other",
    });
    await call('DeleteSecret', { SecretId: 'team/key' });
    expect(await read()).toMatchObject({ __type: 'InvalidRequestException' });
    expect((await call('ListSecrets', {})).SecretList).toEqual([]);
    await call('RestoreSecret', { SecretId: 'team/key' });
    expect(await read()).toMatchObject({ SecretString: 'second' });
    await call('DeleteSecret', { SecretId: 'team/key', ForceDeleteWithoutRecovery: true });
    expect(await read()).toMatchObject({ message: "Secrets Manager can't find the specified secret." });
  });

  it('is made once by a request and its retries', async () => {
    const ClientRequestToken = '00000000-0000-4000-8000-000000000001';
    const first = await call('CreateSecret', { Name: 'retried', SecretString: 'x', ClientRequestToken });
    expect(await call('CreateSecret', { Name: 'retried', SecretString: 'x', ClientRequestToken })).toEqual(
      first,
    );
    const put = { SecretId: 'retried', ClientRequestToken };
    expect(await call('PutSecretValue', { ...put, SecretString: 'x' })).toMatchObject({ status: 200 });
    expect(await call('PutSecretValue', { ...put, SecretString: 'y' })).toMatchObject({
      __type: 'ResourceExistsException',
      message: `You can't use ClientRequestToken ${ClientRequestToken} because that value is already in use for a version of secret ${first.ARN}.`,
    });
    expect(
      await call('PutSecretValue', { ...put, SecretString: 'x', ClientRequestToken: 'short' }),
    ).toMatchObject({
      message: 'ClientRequestToken must be 32-64 characters long.',
    });
    await call('DeleteSecret', { SecretId: 'retried', ForceDeleteWithoutRecovery: true });
  });

  it('leaves its name free when it is deleted at once, while it waits too', async () => {
    await call('CreateSecret', { Name: 'again', SecretString: 'x' });
    await call('DeleteSecret', { SecretId: 'again' });
    const create = () => call('CreateSecret', { Name: 'again', SecretString: 'x' });
    expect(await create()).toMatchObject({
      __type: 'InvalidRequestException',
      message:
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
    });
    const forced = { SecretId: 'again', ForceDeleteWithoutRecovery: true };
    expect(await call('DeleteSecret', { ...forced, RecoveryWindowInDays: 7 })).toMatchObject({
      message: "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    });
    expect(await call('DeleteSecret', forced)).toMatchObject({ status: 200 });
    expect(await create()).toMatchObject({ status: 200 });
    await call('DeleteSecret', forced);
  });

  it('is listed in the order that is asked for', async () => {
    for (const Name of ['order/b', 'order/a']) await call('CreateSecret', { Name, SecretString: 'x' });
    const names = async (more: object) => {
      const Filters = [{ Key: 'name', Values: ['order/'] }];
      const { SecretList } = await call('ListSecrets', { Filters, ...more });
      return SecretList.map(({ Name }: { Name: string }) => Name);
    };
    expect(await names({ SortBy: 'name' })).toEqual(['order/a', 'order/b']);
    expect(await names({ SortBy: 'name', SortOrder: 'desc' })).toEqual(['order/b', 'order/a']);
    expect(await call('ListSecrets', { SortBy: 'size' })).toMatchObject({
      message: expect.stringContaining('Invalid SortBy size'),
    });
    for (const SecretId of ['order/b', 'order/a'])
      await call('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
  });

  it('is found by filters, and read with others in one call', async () => {
    const create = (Name: string, more: object = {}) =>
      call('CreateSecret', { Name, SecretString: `of ${Name}`, ...more });
    await create('app/database', {
      Description: 'Password of the Orders table',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    await create('app/mail', { Tags: [{ Key: 'team', Value: 'b' }] });
    await create('other');
    const names = async (...Filters: object[]) =>
      (await call('ListSecrets', { Filters })).SecretList.map(({ Name }: { Name: string }) => Name);
    expect(await names({ Key: 'name', Values: ['app/'] })).toEqual(['app/database', 'app/mail']);
    expect(await names({ Key: 'description', Values: ['orders'] })).toEqual(['app/database']);
    expect(await names({ Key: 'tag-key', Values: ['team'] }, { Key: 'tag-value', Values: ['!a'] })).toEqual([
      'app/mail',
    ]);
    expect(await names({ Key: 'all', Values: ['mail', 'TABLE password'] })).toEqual([
      'app/database',
      'app/mail',
    ]);
    expect(await call('ListSecrets', { Filters: [{ Key: 'colour', Values: ['red'] }] })).toMatchObject({
      status: 400,
    });
    const longest = { Key: 'name', Values: ['!'.repeat(512)] };
    expect(await call('ListSecrets', { Filters: [longest] })).toMatchObject({ status: 200 });
    for (const Values of [['!'.repeat(513)], Array.from({ length: 11 }, () => 'a')])
      expect(await call('ListSecrets', { Filters: [{ Key: 'name', Values }] })).toMatchObject({
        message: 'The filter name can have at most 10 Values of at most 512 characters each.',
      });
    const some = await call('BatchGetSecretValue', { SecretIdList: ['app/mail', 'gone'] });
    expect(some).toMatchObject({
      SecretValues: [{ Name: 'app/mail', SecretString: 'of app/mail' }],
      Errors: [{ SecretId: 'gone', ErrorCode: 'ResourceNotFoundException' }],
    });
    const filtered = await call('BatchGetSecretValue', {
      Filters: [{ Key: 'name', Values: ['app'] }],
      MaxResults: 1,
    });
    expect(filtered).toMatchObject({
      SecretValues: [{ Name: 'app/database' }],
      NextToken: expect.any(String),
    });
    expect(await call('BatchGetSecretValue', {})).toMatchObject({
      message: 'You must provide either SecretIdList or Filters.',
    });
    for (const SecretId of ['app/database', 'app/mail', 'other'])
      await call('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
  });

  it('may be a random password, with one character of each type that is not excluded', async () => {
    const made = async (settings: object) => (await call('GetRandomPassword', settings)).RandomPassword;
    expect(await made({})).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w]|.*_).{32}$/);
    expect(await made({ PasswordLength: 3, ExcludePunctuation: true })).toMatch(
      /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z\d]{3}$/,
    );
    const digits = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true };
    expect(
      await made({ ...digits, ExcludeCharacters: '012345678', IncludeSpace: true, PasswordLength: 20 }),
    ).toMatch(/^(?=.* )(?=.*9)[9 ]{20}$/);
    expect(await call('GetRandomPassword', { PasswordLength: 3 })).toMatchObject({ status: 400 });
    expect(await made({ PasswordLength: 3, RequireEachIncludedType: false })).toHaveLength(3);
  });

  it('is made by a stack, and resolved in the properties of other resources', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'secrets');
    const parameter = (Name: string, Value: unknown) => ({
      Type: 'AWS::SSM::Parameter',
      Properties: { Name, Type: 'String', Value },
    });
    const sub = (text: string) => ({ 'Fn::Sub': text });
    await call('CreateSecret', { Name: 'plain', SecretString: 'a value' });
    await stack.create({
      Resources: {
        Secret: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: {
            GenerateSecretString: {
              SecretStringTemplate: '{"user":"ann"}',
              GenerateStringKey: 'password',
              PasswordLength: 20,
              ExcludePunctuation: 'true',
              IncludeSpace: 'false',
            },
          },
        },
        User: parameter('user', sub('{{resolve:secretsmanager:${Secret}:SecretString:user}}')),
        Password: parameter('password', sub('{{resolve:secretsmanager:${Secret}:SecretString:password}}')),
        Plain: parameter('plain', '{{resolve:secretsmanager:plain}}'),
      },
    });
    const value = async (Name: string) =>
      (await cloud.client(SSMClient).send(new GetParameterCommand({ Name }))).Parameter?.Value;
    expect(await value('user')).toBe('ann');
    expect(await value('password')).toMatch(/^[a-zA-Z0-9]{20}$/);
    expect(await value('plain')).toBe('a value');
    await stack.delete();
    expect((await call('ListSecrets', {})).SecretList).toMatchObject([{ Name: 'plain' }]);
  });
});
