import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeleteUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { AwsV4Signer } from 'aws4fetch';
import { expect, it } from 'vitest';
import { asRole } from '../testing/as-role.ts';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();

it('asks for access to what an operation works on, whatever else its input names', async () => {
  const root = cloud.client(IAMClient);
  await root.send(new CreateUserCommand({ UserName: 'boss' }));
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const { Policy } = await root.send(new CreatePolicyCommand({ PolicyName: 'policy', PolicyDocument }));
  const Resource = ['role', 'user', 'group', 'mfa', 'instance-profile'].map(
    (kind) => `arn:aws:iam::000000000000:${kind}/mine`,
  );
  const clientOf = await asRole(cloud, 'limited', [{ Action: 'iam:*', Resource }]);
  const { accessKeyId, secretAccessKey, sessionToken = '' } = await clientOf(IAMClient).config.credentials();
  const mine = {
    GroupName: 'mine',
    InstanceProfileName: 'mine',
    RoleName: 'mine',
    UserName: 'mine',
    VirtualMFADeviceName: 'mine',
  };
  const call = async (Action: string, input: Record<string, string>) => {
    const body = new URLSearchParams({ ...mine, ...input, Action, Version: '2010-05-08' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = { service: 'iam', region: 'us-east-1', url: cloud.url(), method: 'POST', headers, body };
    const signed = await new AwsV4Signer({ ...request, accessKeyId, secretAccessKey, sessionToken }).sign();
    return (await fetch(signed.url, { method: 'POST', headers: signed.headers, body })).text();
  };
  const PolicyArn = Policy?.Arn ?? '';
  const others: [string, Record<string, string>][] = [
    ['CreateAccessKey', { UserName: 'boss' }],
    ['PutUserPolicy', { UserName: 'boss', PolicyName: 'p', PolicyDocument }],
    ['CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: 'true' }],
    ['UpdateAssumeRolePolicy', { RoleName: 'limited', PolicyDocument }],
    ['DeleteVirtualMFADevice', { SerialNumber: 'arn:aws:iam::000000000000:mfa/boss' }],
    ['ListGroupsForUser', { UserName: 'boss' }],
    ['ListInstanceProfilesForRole', { RoleName: 'limited' }],
    ['AddUserToGroup', { UserName: 'boss', GroupName: 'others' }],
  ];
  for (const [action, input] of others) {
    expect(await call(action, input), action).toContain(`is not authorized to perform: iam:${action}`);
  }
  expect(await call('CreateUser', {})).toContain('<UserName>mine</UserName>');
  await root.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
  await root.send(new DeleteUserCommand({ UserName: 'mine' }));
});
