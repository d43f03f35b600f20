import { randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { newVerifier } from './srp/password-verifier.ts';
import { padded } from './srp/srp-group.ts';
import { srpClient } from './testing/srp-client.ts';
import { refusalOf, testPool } from './testing/user-pool.ts';

const always = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false };

/** Signs in, and confirms the new device as a client does. */
async function confirmedDevice(DeviceConfiguration = always) {
  const pool = testPool({ pool: { DeviceConfiguration } });
  await pool.signUpAndConfirm();
  const { AuthenticationResult: tokens } = await pool.signIn();
  const { DeviceKey = '', DeviceGroupKey: group = '' } = tokens?.NewDeviceMetadata ?? {};
  const AccessToken = tokens?.AccessToken ?? '';
  const identity = { group, name: DeviceKey };
  const secret = randomBytes(40).toString('base64');
  const { salt, verifier } = newVerifier(identity, secret);
  const confirm = (key = DeviceKey) =>
    pool.operations.ConfirmDevice({
      AccessToken,
      DeviceKey: key,
      DeviceName: 'Firefox',
      DeviceSecretVerifierConfig: {
        Salt: padded(salt).toString('base64'),
        PasswordVerifier: padded(verifier).toString('base64'),
      },
    });
  const RefreshToken = tokens?.RefreshToken ?? '';
  return { ...pool, AccessToken, RefreshToken, DeviceKey, identity, secret, confirm };
}

type Device = Awaited<ReturnType<typeof confirmedDevice>>;

function signInWith({ operations, ClientId, DeviceKey }: Device, key = DeviceKey) {
  const AuthParameters = { USERNAME: 'jane', PASSWORD: 'Pässw0rd-€😀', DEVICE_KEY: key };
  return operations.InitiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
}

/** The two requests by which a device proves its secret. */
async function prove(device: Device, Session: string | undefined, secret = device.secret) {
  const { operations, ClientId, DeviceKey: DEVICE_KEY, identity } = device;
  const client = srpClient(identity, secret);
  const shared = { USERNAME: 'jane', DEVICE_KEY };
  const { ChallengeName, ChallengeParameters: sent } = await operations.RespondToAuthChallenge({
    ClientId,
    ChallengeName: 'DEVICE_SRP_AUTH',
    Session,
    ChallengeResponses: { ...shared, SRP_A: client.publicHex },
  });
  expect(ChallengeName).toBe('DEVICE_PASSWORD_VERIFIER');
  const { SALT: salt = '', SRP_B: serverPublic = '', SECRET_BLOCK: secretBlock = '' } = sent;
  const { signature, timestamp } = client.prove({ salt, serverPublic, secretBlock });
  return operations.RespondToAuthChallenge({
    ClientId,
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    ChallengeResponses: {
      ...shared,
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    },
  });
}

describe('devices', () => {
  it('CG-44: get keys at sign-in where the pool remembers them, and none elsewhere', async () => {
    const { DeviceKey, AccessToken } = await confirmedDevice();
    expect(DeviceKey).toMatch(/^us-east-1_[0-9a-f-]{36}$/);
    expect(decodeJwt(AccessToken)).toMatchObject({ device_key: DeviceKey });
    const plain = testPool();
    await plain.signUpAndConfirm();
    expect((await plain.signIn()).AuthenticationResult).not.toHaveProperty('NewDeviceMetadata');
  });

  it('CG-44: prove their own secret at the next sign-in', async () => {
    const device = await confirmedDevice();
    expect(await device.confirm()).toEqual({ UserConfirmationNecessary: false });
    const step = await signInWith(device);
    expect(step.ChallengeName).toBe('DEVICE_SRP_AUTH');
    const { AuthenticationResult: tokens } = await prove(device, step.Session);
    expect(tokens?.IdToken).toBeDefined();
    expect(tokens).not.toHaveProperty('NewDeviceMetadata');
    const again = await signInWith(device);
    expect(await refusalOf(() => prove(device, again.Session, 'another'))).toBe(
      'NotAuthorizedException: Incorrect username or password.',
    );
    expect(await refusalOf(() => prove(device, again.Session))).toContain('only be used once');
  });

  it('CG-45: stand in for a second factor once they are remembered, and only with their proof', async () => {
    const device = await confirmedDevice({ ...always, DeviceOnlyRememberedOnUserPrompt: true });
    expect(await device.confirm()).toEqual({ UserConfirmationNecessary: true });
    const { operations, UserPoolId, AccessToken, DeviceKey } = device;
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    operations.SetUserPoolMfaConfig({ UserPoolId, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration });
    expect((await signInWith(device)).ChallengeName).toBe('MFA_SETUP');
    const status = { AccessToken, DeviceKey, DeviceRememberedStatus: 'remembered' as const };
    await operations.UpdateDeviceStatus(status);
    const step = await signInWith(device);
    expect(step.ChallengeName).toBe('DEVICE_SRP_AUTH');
    expect((await prove(device, step.Session)).AuthenticationResult?.IdToken).toBeDefined();
    expect((await device.signIn()).ChallengeName).toBe('MFA_SETUP');
  });

  it('CG-46: that are unknown are refused in words that make clients forget them', async () => {
    const device = await confirmedDevice();
    const unknown = 'ResourceNotFoundException: Device does not exist.';
    expect(await refusalOf(() => signInWith(device))).toBe(unknown);
    expect(await refusalOf(() => device.confirm('us-east-1_other'))).toBe(unknown);
    const { operations, ClientId, RefreshToken, DeviceKey } = device;
    const refresh = (key: string) =>
      refusalOf(() => operations.GetTokensFromRefreshToken({ ClientId, RefreshToken, DeviceKey: key }));
    expect(await refresh(DeviceKey)).toBe('accepted');
    expect(await refresh('us-east-1_other')).toBe(unknown);
  });

  it('are listed, shown, and forgotten by the user and by administrators', async () => {
    const device = await confirmedDevice();
    await device.confirm();
    const { operations, UserPoolId, AccessToken, DeviceKey } = device;
    const { Devices = [] } = await operations.ListDevices({ AccessToken, Limit: 1 });
    expect(Devices.map((listed) => listed.DeviceKey)).toEqual([DeviceKey]);
    const { Device: shown } = await operations.GetDevice({ AccessToken, DeviceKey });
    expect(shown?.DeviceAttributes).toContainEqual({ Name: 'device_name', Value: 'Firefox' });
    const user = { UserPoolId, Username: 'jane' };
    const forgotten = { ...user, DeviceKey, DeviceRememberedStatus: 'not_remembered' as const };
    operations.AdminUpdateDeviceStatus(forgotten);
    const { Device: changed } = operations.AdminGetDevice({ ...user, DeviceKey });
    expect(changed?.DeviceAttributes).toContainEqual({
      Name: 'dev:device_remembered_status',
      Value: 'not_remembered',
    });
    operations.AdminForgetDevice({ ...user, DeviceKey });
    expect(operations.AdminListDevices(user).Devices).toEqual([]);
    expect(await refusalOf(() => operations.ForgetDevice({ AccessToken, DeviceKey }))).toContain('Device');
  });
});
