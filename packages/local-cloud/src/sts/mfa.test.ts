import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepAt, totpCode } from '../aws/totp.ts';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const serial = 'arn:aws:iam::000000000000:mfa/phone';
const user = { UserName: 'me' };
let root: IAM;
let secret: Buffer;

interface Keys {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

function as<T>(Client: new (options: object) => T, keys: Keys | undefined): T {
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = keys ?? {};
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return new Client({ endpoint: cloud.url(), region: 'us-east-1', credentials, maxAttempts: 1 });
}

const document = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });
/** The code of some steps from now; each step counts once. */
const code = (steps = 0) => totpCode(secret, stepAt(Date.now()) + steps);

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((one) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

async function newKeys(UserName: string): Promise<Keys | undefined> {
  await root.createUser({ UserName });
  await root.putUserPolicy({
    UserName,
    PolicyName: 'all',
    PolicyDocument: document([
      { Effect: 'Allow', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'iam:ListUsers',
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ]),
  });
  return (await root.createAccessKey({ UserName })).AccessKey;
}

beforeAll(() => {
  root = cloud.client(IAM);
});

describe('a virtual device for one-time passwords', () => {
  it('is enabled by two consecutive codes, listed, deactivated and deleted', async () => {
    await root.createUser(user);
    const { VirtualMFADevice } = await root.createVirtualMFADevice({ VirtualMFADeviceName: 'phone' });
    expect(VirtualMFADevice?.SerialNumber).toBe(serial);
    secret = bytesOf(Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString());
    const codes = (first: number, second: number) => ({
      AuthenticationCode1: code(first),
      AuthenticationCode2: code(second),
    });
    const device = { ...user, SerialNumber: serial };
    await expect(root.enableMFADevice({ ...device, ...codes(-1, -1) })).rejects.toMatchObject({
      name: 'InvalidAuthenticationCodeException',
    });
    const unassigned = await root.listVirtualMFADevices({ AssignmentStatus: 'Unassigned' });
    expect(unassigned.VirtualMFADevices).toEqual([{ SerialNumber: serial }]);
    await root.enableMFADevice({ ...device, ...codes(-2, -1) });
    const listed = await root.listMFADevices(user);
    expect(listed.MFADevices).toEqual([{ ...device, EnableDate: expect.any(Date) }]);
    expect(await root.getMFADevice(device)).toMatchObject(device);
    await root.resyncMFADevice({ ...device, ...codes(-2, -1) });
    await expect(root.deleteVirtualMFADevice({ SerialNumber: serial })).rejects.toThrow(
      'Must deactivate first',
    );
    await expect(root.deleteUser(user)).rejects.toThrow('must delete MFA device first');
    await root.deactivateMFADevice(device);
    await root.deleteVirtualMFADevice({ SerialNumber: serial });
    expect((await root.listVirtualMFADevices({})).VirtualMFADevices).toEqual([]);
  });

  it('gives sessions what policies ask for by aws:MultiFactorAuthPresent', async () => {
    const keys = await newKeys('careful');
    const { VirtualMFADevice } = await root.createVirtualMFADevice({ VirtualMFADeviceName: 'phone' });
    secret = bytesOf(Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString());
    const two = { AuthenticationCode1: code(-3), AuthenticationCode2: code(-2) };
    await root.enableMFADevice({ UserName: 'careful', SerialNumber: serial, ...two });
    const sts = as(STS, keys);
    const plain = await sts.getSessionToken({});
    await expect(as(IAM, plain.Credentials).listUsers({})).rejects.toThrow('explicit deny');
    const failed = 'MultiFactorAuthentication failed';
    await expect(sts.getSessionToken({ SerialNumber: serial })).rejects.toThrow(
      `${failed}, must provide both`,
    );
    const wrong = code() === '000000' ? '000001' : '000000';
    const asked = { SerialNumber: serial, TokenCode: wrong };
    await expect(sts.getSessionToken(asked)).rejects.toThrow(`${failed} with invalid MFA one time pass code`);
    const given = { SerialNumber: serial, TokenCode: code(-1) };
    const proved = await sts.getSessionToken(given);
    expect(await as(IAM, proved.Credentials).listUsers({})).toBeDefined();
    await expect(sts.getSessionToken(given)).rejects.toThrow('invalid MFA one time pass code');
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: '000000000000' },
      Action: 'sts:AssumeRole',
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '60' },
      },
    };
    const { Role } = await root.createRole({
      RoleName: 'guarded',
      AssumeRolePolicyDocument: document(trust),
    });
    const wanted = { RoleArn: Role?.Arn, RoleSessionName: 'me' };
    await expect(sts.assumeRole(wanted)).rejects.toThrow('sts:AssumeRole');
    expect(await sts.assumeRole({ ...wanted, SerialNumber: serial, TokenCode: code(0) })).toBeDefined();
    expect(await as(STS, proved.Credentials).assumeRole(wanted)).toBeDefined();
    await expect(cloud.client(STS).getSessionToken(given)).rejects.toThrow('unable to validate MFA code');
  });
});

describe('a source identity', () => {
  const byAccount = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  const setting = { ...byAccount, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] };

  async function roleOf(
    RoleName: string,
    trust: object,
  ): Promise<{ RoleArn: string; RoleSessionName: string }> {
    const { Role } = await root.createRole({ RoleName, AssumeRolePolicyDocument: document(trust) });
    const PolicyDocument = document([
      { Effect: 'Allow', Action: 'sts:*', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:ListUsers',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceIdentity': 'alice' } },
      },
    ]);
    await root.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument });
    return { RoleArn: Role?.Arn ?? '', RoleSessionName: 'session' };
  }

  it('wants sts:SetSourceIdentity of a role, which can ask for certain ones', async () => {
    const sts = cloud.client(STS);
    const closed = await roleOf('closed', byAccount);
    await expect(sts.assumeRole({ ...closed, SourceIdentity: 'alice' })).rejects.toThrow(
      'sts:SetSourceIdentity',
    );
    const Condition = { StringLike: { 'sts:SourceIdentity': 'a*' } };
    const choosy = await roleOf('choosy', { ...setting, Condition });
    await expect(sts.assumeRole({ ...choosy, SourceIdentity: 'bob' })).rejects.toThrow('not authorized');
    expect(await sts.assumeRole({ ...choosy, SourceIdentity: 'alice' })).toMatchObject({
      SourceIdentity: 'alice',
    });
    await expect(sts.assumeRole({ ...choosy, SourceIdentity: 'aws:me' })).rejects.toThrow("'sourceIdentity'");
  });

  it('is kept by all sessions of a chain, and known to their policies', async () => {
    const [first, second, closed] = [
      await roleOf('first', setting),
      await roleOf('second', setting),
      await roleOf('end', byAccount),
    ];
    const begun = await cloud.client(STS).assumeRole({ ...first, SourceIdentity: 'alice' });
    const sts = as(STS, begun.Credentials);
    await expect(sts.assumeRole({ ...second, SourceIdentity: 'bob' })).rejects.toThrow('cannot be changed');
    await expect(sts.assumeRole(closed)).rejects.toThrow('sts:SetSourceIdentity');
    const chained = await sts.assumeRole(second);
    expect(chained.SourceIdentity).toBe('alice');
    expect(await as(IAM, chained.Credentials).listUsers({})).toBeDefined();
    const other = await cloud.client(STS).assumeRole({ ...first, SourceIdentity: 'eve' });
    await expect(as(IAM, other.Credentials).listUsers({})).rejects.toThrow('iam:ListUsers');
  });
});
