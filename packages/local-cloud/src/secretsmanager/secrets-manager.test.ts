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
              ExcludePunctuation: true,
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
